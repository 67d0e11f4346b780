import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, IsUUID, Min } from 'class-validator';

export class StartInRoundBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'A draft of the agency that goes into the round as it is.' })
  @IsOptional()
  @IsUUID()
  readonly draft?: string;

  @ApiPropertyOptional({ description: 'The name of the round, if it is left out. A draft keeps its own.' })
  @IsOptional()
  @IsString()
  readonly title?: string;
}

export class ConfirmationBody {
  @ApiProperty({ example: 'D1' })
  @IsString()
  readonly dimension!: string;
}

export class TakeOverBody {
  @ApiProperty({ minimum: 0, description: 'The revision that stands, 0 where there is no answer.' })
  @IsInt()
  @Min(0)
  readonly revision!: number;
}

export class CorrectionBody {
  @ApiPropertyOptional({ description: 'That of the corrected assessment, if it is left out.' })
  @IsOptional()
  @IsString()
  readonly title?: string;
}
