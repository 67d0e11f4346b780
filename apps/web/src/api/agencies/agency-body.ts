import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';

const MOST_ROWS = 500;

export class PeriodBody {
  @ApiProperty({ format: 'date' })
  @IsString()
  readonly from!: string;

  @ApiProperty({ format: 'date' })
  @IsString()
  readonly to!: string;
}

export class UnitBody {
  @ApiProperty()
  @IsString()
  readonly id!: string;

  @ApiProperty()
  @IsString()
  readonly label!: string;
}

export class RankBody extends UnitBody {
  @ApiProperty({ description: 'Id of a common band of the instrument.' })
  @IsString()
  readonly band!: string;
}

/** What an agency says of itself. */
export class AgencyBody {
  @ApiProperty({ example: 'customs' })
  @IsString()
  readonly type!: string;

  @ApiProperty()
  @IsString()
  readonly name!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly legalFrame?: string;

  @ApiPropertyOptional({ description: 'The body that it reports to; agencies of one body count as one in comparison.' })
  @IsOptional()
  @IsString()
  readonly ministry?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly marking?: string;

  @ApiProperty({ description: 'ISO 4217', example: 'EUR' })
  @IsString()
  readonly currency!: string;

  @ApiProperty({ description: 'IANA name', example: 'Europe/Madrid' })
  @IsString()
  readonly timeZone!: string;

  @ApiProperty({ type: [RankBody] })
  @IsArray()
  @ArrayMaxSize(MOST_ROWS)
  @ValidateNested({ each: true })
  @Type(() => RankBody)
  readonly ranks!: readonly RankBody[];

  @ApiProperty({ type: [UnitBody] })
  @IsArray()
  @ArrayMaxSize(MOST_ROWS)
  @ValidateNested({ each: true })
  @Type(() => UnitBody)
  readonly units!: readonly UnitBody[];

  @ApiPropertyOptional({ type: PeriodBody })
  @IsOptional()
  @ValidateNested()
  @Type(() => PeriodBody)
  readonly reference?: PeriodBody;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsString()
  readonly stockDate?: string;
}

export class NewAgencyBody extends AgencyBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly country!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  readonly fictional?: boolean;
}

export class NewAssessmentBody {
  @ApiProperty({ example: 'geoa-le' })
  @IsString()
  readonly instrument!: string;

  @ApiProperty({ example: '1.0.0' })
  @IsString()
  readonly version!: string;

  @ApiProperty({ example: 'full' })
  @IsString()
  readonly variant!: string;

  @ApiProperty()
  @IsString()
  readonly title!: string;

  @ApiProperty({ type: PeriodBody })
  @ValidateNested()
  @Type(() => PeriodBody)
  readonly reference!: PeriodBody;

  @ApiProperty({ format: 'date' })
  @IsString()
  readonly stockDate!: string;
}
