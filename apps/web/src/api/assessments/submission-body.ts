import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';

/** The decision that approves the submission, named so that it can be found. */
export class DecisionBody {
  @ApiProperty()
  @IsString()
  readonly title!: string;

  @ApiPropertyOptional({ example: 'Order 118/2025' })
  @IsOptional()
  @IsString()
  readonly number?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsString()
  readonly date?: string;

  @ApiPropertyOptional({ description: 'Office that holds it.' })
  @IsOptional()
  @IsString()
  readonly holder?: string;

  @ApiPropertyOptional({ description: 'May not leave the agency.' })
  @IsOptional()
  @IsBoolean()
  readonly restricted?: boolean;
}

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

  @ApiPropertyOptional({
    description: 'Id of evidence of this assessment: the signed decision. Instead of `document`.',
  })
  @IsOptional()
  @IsString()
  readonly evidence?: string;

  @ApiPropertyOptional({ type: DecisionBody, description: 'The decision itself, cited. Instead of `evidence`.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DecisionBody)
  readonly document?: DecisionBody;
}
