using System.Collections.Immutable;

namespace ReleaseKit.Core.PullRequests;

/// <summary>What of <c>release-please-config.json</c> is needed to read its pull requests.</summary>
/// <param name="Packages">The packages, in the order of the file.</param>
public sealed record ReleasePleaseSettings(ImmutableArray<ReleasePleasePackage> Packages)
{
    /// <summary>The form of titles of several packages, <c>group-pull-request-title-pattern</c>; null for the usual one.</summary>
    public string? GroupTitlePattern { get; init; }

    /// <summary>Whether titles have no blank of their own before the component, <c>component-no-space</c>.</summary>
    public bool ComponentNoSpace { get; init; }
}
