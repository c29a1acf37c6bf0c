using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about <c>.changeset/config.json</c>.</summary>
public static class ChangesetsCodes
{
    /// <summary>A value that changesets itself would refuse.</summary>
    public static readonly DiagnosticDescriptor Invalid = new(
        "RK-CHANGESETS-CONFIG", Error, "The configuration of changesets is not valid",
        "A key of .changeset/config.json has a value that it cannot have, or the packages it names contradict each other.",
        "Correct the key at the place given; changesets refuses it too.");

    /// <summary>A key that changesets does not have.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new(
        "RK-CHANGESETS-KEY", Warning, "The configuration of changesets has an unknown key",
        "A key of .changeset/config.json is none that changesets has, so nobody follows it.",
        "Correct or delete the key.");

    /// <summary>A value that changesets follows and we do not.</summary>
    public static readonly DiagnosticDescriptor Unsupported = new(
        "RK-CHANGESETS-UNSUPPORTED", Warning, "The configuration of changesets asks for what is not done here",
        "A key of .changeset/config.json names code of its own, which is not run.",
        "Use the setting that the message names instead, or accept the difference and suppress this warning.");

    /// <summary>A pattern that matches no package.</summary>
    public static readonly DiagnosticDescriptor Unmatched = new(
        "RK-CHANGESETS-UNMATCHED", Warning, "A pattern in the configuration of changesets matches no package",
        "A name or pattern under fixed, linked or ignore of .changeset/config.json is that of no npm package of the workspace.",
        "Correct the pattern, or delete it.");

    /// <summary>Prerelease mode of changesets.</summary>
    public static readonly DiagnosticDescriptor Pre = new(
        "RK-CHANGESETS-PRE", Error, "The repository is in the prerelease mode of changesets",
        "There is a .changeset/pre.json. Prereleases are a channel here, whose state is in tags and manifests and in no file.",
        "Release with ReleaseChannel set to the tag of the file, and delete the file.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Invalid, UnknownKey, Unsupported, Unmatched, Pre];
}
