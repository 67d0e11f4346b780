import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SHARING_CHOICES, type PlanInput } from '@isonomia/application';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { PeriodBody } from '../agencies/agency-body.js';

const MOST = 10_000;
const MOST_COUNTRIES = 500;

export class PlanBody {
  @ApiProperty({ example: 'Round 2026' })
  @IsString()
  readonly name!: string;

  @ApiProperty({ example: 'geoa-le' })
  @IsString()
  readonly instrument!: string;

  @ApiProperty({ example: '1.0.0' })
  @IsString()
  readonly version!: string;

  @ApiProperty({ example: 'full' })
  @IsString()
  readonly variant!: string;

  @ApiPropertyOptional({ type: [String], description: 'Left out or empty: of every type.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_COUNTRIES)
  @IsString({ each: true })
  readonly agencyTypes?: readonly string[];

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Left out or empty: of the whole region.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_COUNTRIES)
  @IsUUID(undefined, { each: true })
  readonly countries?: readonly string[];

  @ApiProperty({ format: 'date' })
  @IsString()
  readonly opensOn!: string;

  @ApiProperty({ format: 'date', description: 'The last day for handing in.' })
  @IsString()
  readonly closesOn!: string;

  @ApiProperty({ type: PeriodBody })
  @ValidateNested()
  @Type(() => PeriodBody)
  readonly reference!: PeriodBody;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsString()
  readonly stockDate?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The round whose answers this one begins with.' })
  @IsOptional()
  @IsUUID()
  readonly previous?: string;
}

export class NewRoundBody extends PlanBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly region!: string;
}

export class RoundStateBody {
  @ApiProperty({ enum: ['open', 'closed'] })
  @IsIn(['open', 'closed'])
  readonly state!: 'open' | 'closed';
}

export class ExtensionBody {
  @ApiProperty({ format: 'date', description: 'The new last day for handing in.' })
  @IsString()
  readonly closesOn!: string;
}

export class RoundInvitationsBody {
  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST)
  @IsUUID(undefined, { each: true })
  readonly agencies?: readonly string[];

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Countries of which all agencies are invited.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_COUNTRIES)
  @IsUUID(undefined, { each: true })
  readonly countries?: readonly string[];
}

export class SharingBody {
  @ApiProperty({ enum: SHARING_CHOICES, description: 'Each includes the ones before it.' })
  @IsString()
  readonly choice!: string;
}

export class RefusalBody {
  @ApiProperty({ description: 'False takes the refusal back.' })
  @IsBoolean()
  readonly declined!: boolean;
}

export const planOf = ({ agencyTypes = [], countries = [], ...plan }: PlanBody): PlanInput => ({
  name: plan.name,
  instrument: plan.instrument,
  version: plan.version,
  variant: plan.variant,
  agencyTypes,
  countries,
  opensOn: plan.opensOn,
  closesOn: plan.closesOn,
  reference: plan.reference,
  ...(plan.stockDate !== undefined && { stockDate: plan.stockDate }),
  ...(plan.previous !== undefined && { previous: plan.previous }),
});
