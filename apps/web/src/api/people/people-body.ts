import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { ROLES, type Role } from '@isonomia/application';

/** A role and where: in an agency, in a region, or in neither for an administrator. */
export class RoleBody {
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  readonly role!: Role;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly agency?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly region?: string;
}

export class InvitationBody extends RoleBody {
  @ApiProperty({ format: 'email' })
  @IsString()
  @MaxLength(254)
  readonly email!: string;

  @ApiPropertyOptional({ description: 'Of the mail; yours where none is named.', example: 'fr' })
  @IsOptional()
  @IsString()
  @MaxLength(35)
  readonly language?: string;
}

export class AccessBody {
  @ApiProperty({ description: 'False ends every session and keeps the person from signing in.' })
  @IsBoolean()
  readonly enabled!: boolean;
}

export class RegionBody {
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  readonly name!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  readonly fictional?: boolean;
}

export class CountryBody {
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  readonly name!: string;

  @ApiProperty({ description: 'Two letters.', example: 'NO' })
  @IsString()
  @Length(2, 2)
  readonly code!: string;
}

export class RetirementBody {
  @ApiProperty({ description: 'False brings the agency back.' })
  @IsBoolean()
  readonly retired!: boolean;
}
