using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about publishing what was merged and tagged.</summary>
public static class PromoteCodes
{
    /// <summary>No such tag.</summary>
    public static readonly DiagnosticDescriptor Tag = new(
        "RK-PUBLISH-TAG", Error, "A tag that shall be published is unknown, or names no merged release",
        "ReleaseTag names a tag that neither this repository nor its remote has, or one that -t:Tag did not make.",
        "Pass a tag that -t:Tag made, or leave ReleaseTag out.");

    /// <summary>Another commit is checked out.</summary>
    public static readonly DiagnosticDescriptor Commit = new(
        "RK-PUBLISH-COMMIT", Error, "What is checked out is not what was tagged",
        "A merged release is built from the commit that its tags name, and another one is checked out.",
        "Check the tag out, as the message says.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Tag, Commit];
}
