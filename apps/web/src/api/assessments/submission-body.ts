import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';

/** Who approved the submission within the agency. */
export class SubmissionBody {
  @ApiProperty()
  @IsString()
  readonly name!: string;

  @ApiProperty({ example: 'Director General' })
  @IsString()
  readonly function!: string;

  @ApiProperty({ format: 'date' })
  @IsString()
  readonly date!: string;

  @ApiPropertyOptional({ description: 'Id of evidence of this assessment: the signed decision.' })
  @IsOptional()
  @IsString()
  readonly evidence?: string;
}
