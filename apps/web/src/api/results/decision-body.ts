import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';

export class DecisionBody {
  @ApiProperty({ enum: ['accepted', 'adapted', 'declined'] })
  @IsIn(['accepted', 'adapted', 'declined'])
  readonly decision!: string;

  @ApiPropertyOptional({ description: 'Needed when declined.' })
  @IsOptional()
  @IsString()
  readonly reason?: string;

  @ApiPropertyOptional({ description: 'Needed when adapted: what the agency will do instead.' })
  @IsOptional()
  @IsString()
  readonly adaptedText?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly owner?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsString()
  readonly due?: string;
}
