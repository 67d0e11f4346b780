import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DOCUMENT_FORMATS, type DocumentFormat } from '@isonomia/application';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString } from 'class-validator';

export class DocumentBody {
  @ApiProperty({
    enum: ['internal', 'sharing', 'blank', 'filled'],
    description: 'blank and filled are questionnaires.',
  })
  @IsIn(['internal', 'sharing', 'blank', 'filled'])
  readonly edition!: 'internal' | 'sharing' | 'blank' | 'filled';

  @ApiPropertyOptional({
    type: [String],
    minItems: 1,
    maxItems: 2,
    example: ['en', 'fr'],
    description: 'One, or two of which the first leads. Your own when left out.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @IsString({ each: true })
  readonly languages?: string[];

  @ApiPropertyOptional({ enum: ['side-by-side', 'in-turn'], description: 'How two languages stand.' })
  @IsOptional()
  @IsIn(['side-by-side', 'in-turn'])
  readonly arrangement?: 'side-by-side' | 'in-turn';

  @ApiPropertyOptional({ enum: [...DOCUMENT_FORMATS], description: 'pdf when left out.' })
  @IsOptional()
  @IsIn([...DOCUMENT_FORMATS])
  readonly format?: DocumentFormat;
}
