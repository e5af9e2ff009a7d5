import type { ActionTable } from './ActionTable';
import { namesOf } from './namesOf';

/**
 * The actions of IAM by what they are asked for. (AWS: "Actions, resources, and condition keys for AWS Identity and Access
 * Management (IAM)".)
 */
export const IAM_ACTIONS: ActionTable = [
  [
    'role',
    namesOf(
      'iam',
      `AttachRolePolicy CreateRole CreateServiceLinkedRole DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy
      DeleteServiceLinkedRole DetachRolePolicy GetContextKeysForPrincipalPolicy GetRole GetRolePolicy
      GetServiceLinkedRoleDeletionStatus ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies
      ListRoleTags PassRole PutRolePermissionsBoundary PutRolePolicy SimulatePrincipalPolicy TagRole UntagRole
      UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription AcquireRole`,
    ),
  ],
  [
    'user',
    namesOf(
      'iam',
      `AttachUserPolicy ChangePassword CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential CreateUser
      DeactivateMFADevice DeleteAccessKey DeleteLoginProfile DeleteServiceSpecificCredential DeleteSigningCertificate
      DeleteSSHPublicKey DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy DetachUserPolicy EnableMFADevice
      GetAccessKeyLastUsed GetLoginProfile GetSSHPublicKey GetUser GetUserPolicy ListAccessKeys
      ListAttachedUserPolicies ListGroupsForUser ListMFADevices ListSSHPublicKeys ListServiceSpecificCredentials
      ListSigningCertificates ListUserPolicies ListUserTags PutUserPermissionsBoundary PutUserPolicy
      ResetServiceSpecificCredential ResyncMFADevice TagUser UntagUser UpdateAccessKey UpdateLoginProfile
      UpdateServiceSpecificCredential UpdateSigningCertificate UpdateSSHPublicKey UpdateUser UploadSigningCertificate
      UploadSSHPublicKey`,
    ),
  ],
  [
    'group',
    namesOf(
      'iam',
      `AddUserToGroup AttachGroupPolicy CreateGroup DeleteGroup DeleteGroupPolicy DetachGroupPolicy GetGroup
      GetGroupPolicy ListAttachedGroupPolicies ListGroupPolicies PutGroupPolicy RemoveUserFromGroup UpdateGroup`,
    ),
  ],
  [
    'policy',
    namesOf(
      'iam',
      `CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy GetPolicyVersion
      ListEntitiesForPolicy ListPolicyTags ListPolicyVersions SetDefaultPolicyVersion TagPolicy UntagPolicy`,
    ),
  ],
  [
    'oidc-provider',
    namesOf(
      'iam',
      `AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider
      GetOpenIDConnectProvider ListOpenIDConnectProviderTags RemoveClientIDFromOpenIDConnectProvider
      TagOpenIDConnectProvider UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint`,
    ),
  ],
  [
    'saml-provider',
    namesOf(
      'iam',
      `CreateSAMLProvider DeleteSAMLProvider GetSAMLProvider ListSAMLProviderTags TagSAMLProvider UntagSAMLProvider
      UpdateSAMLProvider`,
    ),
  ],
  [
    'instance-profile',
    namesOf(
      'iam',
      `AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile GetInstanceProfile ListInstanceProfileTags
      RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile`,
    ),
  ],
  [
    'mfa',
    namesOf(
      'iam',
      `CreateVirtualMFADevice DeleteVirtualMFADevice GetMFADevice ListMFADeviceTags TagMFADevice UntagMFADevice`,
    ),
  ],
  [
    'server-certificate',
    namesOf(
      'iam',
      `DeleteServerCertificate GetServerCertificate ListServerCertificateTags TagServerCertificate
      UntagServerCertificate UpdateServerCertificate UploadServerCertificate`,
    ),
  ],
  [
    'delegation-request',
    namesOf(
      'iam',
      `AcceptDelegationRequest AssociateDelegationRequest CreateDelegationRequest GetDelegationRequest
      RejectDelegationRequest SendDelegationToken UpdateDelegationRequest`,
    ),
  ],
  [
    'service',
    namesOf(
      'iam',
      `CreateAccountAlias DeleteAccountAlias DeleteAccountPasswordPolicy DeleteCloudFrontPublicKey
      DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions
      DisableOutboundWebIdentityFederation EnableOrganizationsRootCredentialsManagement
      EnableOrganizationsRootSessions EnableOutboundWebIdentityFederation GenerateCredentialReport
      GenerateOrganizationsAccessReport GenerateServiceLastAccessedDetails GetAccountAuthorizationDetails
      GetAccountEmailAddress GetAccountName GetAccountPasswordPolicy GetAccountProperties GetAccountSummary
      GetCloudFrontPublicKey GetContextKeysForCustomPolicy GetCredentialReport GetHumanReadableSummary
      GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetRoleTemplateVersion
      GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities ListAccountAliases
      ListCloudFrontPublicKeys ListDelegationRequests ListGroups ListInstanceProfiles ListOpenIDConnectProviders
      ListOrganizationsFeatures ListPolicies ListPoliciesGrantingServiceAccess ListRoles ListSAMLProviders
      ListServerCertificates ListSTSRegionalEndpointsStatus ListUsers ListVirtualMFADevices PutAccountProperties
      SetSecurityTokenServicePreferences SetSTSRegionalEndpointStatus SimulateCustomPolicy UpdateAccountEmailAddress
      UpdateAccountName UpdateAccountPasswordPolicy UpdateCloudFrontPublicKey UploadCloudFrontPublicKey`,
    ),
  ],
];
