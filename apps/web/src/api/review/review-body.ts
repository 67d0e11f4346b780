import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';

export class TakeReviewBody {
  @ApiPropertyOptional({ description: 'Id of the reviewer to take it over from, as the review names them.' })
  @IsOptional()
  @IsString()
  readonly from?: string;
}

/** On the reason of a question, or on evidence. */
export class ReviewDecisionBody {
  @ApiPropertyOptional({ description: 'Question whose “not applicable” is decided on. Instead of `evidence`.' })
  @IsOptional()
  @IsString()
  readonly question?: string;

  @ApiPropertyOptional({ description: 'Id of evidence. Instead of `question`.' })
  @IsOptional()
  @IsString()
  readonly evidence?: string;

  @ApiProperty({ enum: ['accepted', 'questioned', 'rejected'] })
  @IsString()
  readonly decision!: string;

  @ApiPropertyOptional({ description: 'Required unless accepted; the agency reads it.' })
  @IsOptional()
  @IsString()
  readonly note?: string;
}

export class ReviewRequestBody {
  @ApiProperty()
  @IsString()
  readonly question!: string;

  @ApiProperty()
  @IsString()
  readonly text!: string;
}

export class ReturnBody {
  @ApiProperty({ description: 'What the agency is to look at.' })
  @IsString()
  readonly note!: string;
}

export class ValidationBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly note?: string;
}
