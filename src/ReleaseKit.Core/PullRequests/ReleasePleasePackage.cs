namespace ReleaseKit.Core.PullRequests;

/// <summary>A package as <c>release-please-config.json</c> has it.</summary>
/// <param name="Path">Its folder, <c>.</c> for the root.</param>
/// <param name="Component">What it is called in branches, titles, bodies and tags; empty for nothing.</param>
public sealed record ReleasePleasePackage(string Path, string Component)
{
    /// <summary>Whether tags begin with the component, <c>include-component-in-tag</c>.</summary>
    public bool ComponentInTag { get; init; } = true;

    /// <summary>Whether a <c>v</c> stands before the version, <c>include-v-in-tag</c>.</summary>
    public bool VersionPrefix { get; init; } = true;

    /// <summary>What stands between component and version, <c>tag-separator</c>.</summary>
    public string Separator { get; init; } = "-";

    /// <summary>The form of titles, <c>pull-request-title-pattern</c>; null for the usual one.</summary>
    public string? TitlePattern { get; init; }

    /// <summary>The tag of a version (<c>tag-name.ts</c>).</summary>
    public string Tag(string version) =>
        (ComponentInTag && Component.Length > 0 ? Component + Separator : "") + (VersionPrefix ? "v" : "") + version;

    /// <summary>The same as a form for the key <c>tag_format</c>.</summary>
    public string TagFormat => Tag("{version}");
}
