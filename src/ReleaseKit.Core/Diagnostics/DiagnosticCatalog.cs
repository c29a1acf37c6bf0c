namespace ReleaseKit.Core.Diagnostics;

/// <summary>Every code there is. Codes are names, unique, and documented in <c>docs/reference/diagnostics.md</c>.</summary>
public static class DiagnosticCatalog
{
    /// <summary>All codes, in ordinal order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. new[]
        {
            ApplyCodes.All,
            ArtifactCodes.All,
            BaselineCodes.All,
            BuildCodes.All,
            ChangeFileCodes.All,
            ChangelogCodes.All,
            ChangesetsCodes.All,
            ChannelCodes.All,
            CheckCodes.All,
            ConfigurationCodes.All,
            CredentialCodes.All,
            CustomCodes.All,
            DocumentCodes.All,
            EdgeCodes.All,
            ExtensionCodes.All,
            FileCodes.All,
            ForgeCodes.All,
            GitCodes.All,
            GraphCodes.All,
            IntentCodes.All,
            InternalCodes.All,
            LedgerCodes.All,
            LockCodes.All,
            ManifestCheckCodes.All,
            ManifestCodes.All,
            MigrationCodes.All,
            PinCodes.All,
            PipelineCodes.All,
            PlanCodes.All,
            PrepareCodes.All,
            PromoteCodes.All,
            PublishCodes.All,
            PullRequestCodes.All,
            ReconcileCodes.All,
            RegistryCheckCodes.All,
            RegistryCodes.All,
            RehearsalCodes.All,
            RehearsalServerCodes.All,
            ReleaseCodes.All,
            RepositoryCheckCodes.All,
            RollbackCodes.All,
            TagCodes.All,
            ToolCodes.All,
            UpstreamCodes.All,
            VerifyCodes.All,
            VersionCodes.All,
        }.SelectMany(area => area).OrderBy(d => d.Code, StringComparer.Ordinal),
    ];
}
