import { TASK_STATES } from '@isonomia/application';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString } from 'class-validator';

/** What is left out comes from the recommendation, or is not known. */
export class TaskBodyShape {
  @ApiPropertyOptional({ description: 'Needed for a task in the agency’s own words.' })
  @IsOptional()
  @IsString()
  readonly what?: string;

  @ApiPropertyOptional({ description: 'The function in charge; may be told outside.' })
  @IsOptional()
  @IsString()
  readonly ownerRole?: string;

  @ApiPropertyOptional({ description: 'Stays inside the agency.' })
  @IsOptional()
  @IsString()
  readonly ownerName?: string;

  @ApiPropertyOptional({ description: 'Account of a lead or contributor of the agency.' })
  @IsOptional()
  @IsString()
  readonly ownerId?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsString()
  readonly due?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly indicator?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly target?: string;

  @ApiProperty()
  @IsBoolean()
  readonly reminders!: boolean;
}

export class TaskReportBody {
  @ApiProperty({ enum: TASK_STATES })
  @IsIn(TASK_STATES)
  readonly state!: string;

  @ApiPropertyOptional({ description: 'Needed when dropped.' })
  @IsOptional()
  @IsString()
  readonly reason?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly measured?: string;

  @ApiPropertyOptional({ description: 'Kept in the history.' })
  @IsOptional()
  @IsString()
  readonly note?: string;
}

/** A link, or the citation of a document that stays where it is. */
export class TaskEvidenceBody {
  @ApiProperty({ enum: ['link', 'citation'] })
  @IsIn(['link', 'citation'])
  readonly kind!: 'link' | 'citation';

  @ApiProperty()
  @IsString()
  readonly title!: string;

  @ApiPropertyOptional({ description: 'Of a link.' })
  @IsOptional()
  @IsString()
  readonly url?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly number?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsString()
  readonly date?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly holder?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly page?: string;

  @ApiPropertyOptional({ description: 'May not leave the agency.' })
  @IsOptional()
  @IsBoolean()
  readonly restricted?: boolean;
}

export class FollowUpBody {
  @ApiProperty({ enum: ['internal', 'sharing'] })
  @IsIn(['internal', 'sharing'])
  readonly edition!: string;
}

export class PlanSharingBody {
  @ApiProperty({ description: 'Whether coordinators of the round see counts of the plan.' })
  @IsBoolean()
  readonly shown!: boolean;
}
