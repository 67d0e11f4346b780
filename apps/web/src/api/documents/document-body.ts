import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';

export class DocumentBody {
  @ApiProperty({
    enum: ['internal', 'sharing', 'blank', 'filled'],
    description: 'blank and filled are questionnaires.',
  })
  @IsIn(['internal', 'sharing', 'blank', 'filled'])
  readonly edition!: 'internal' | 'sharing' | 'blank' | 'filled';

  @ApiPropertyOptional({ example: 'en' })
  @IsOptional()
  @IsString()
  readonly language?: string;
}
