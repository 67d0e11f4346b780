import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString } from 'class-validator';

/** A link, or the citation of a document that stays where it is. */
export class EvidenceBody {
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

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  readonly page?: string;

  @ApiPropertyOptional({ description: 'May not leave the agency.' })
  @IsOptional()
  @IsBoolean()
  readonly restricted?: boolean;

  @ApiPropertyOptional({ description: 'Option of a checklist that it proves.' })
  @IsOptional()
  @IsString()
  readonly option?: string;
}
