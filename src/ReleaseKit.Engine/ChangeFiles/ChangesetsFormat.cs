using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>
/// The files of changesets, version 2 and 3 alike: <c>.changeset/*.md</c> and, since 3, <c>.changeset/pre/*.md</c>. Types are
/// major, minor, patch and none; a file may name no package at all.
/// </summary>
public sealed class ChangesetsFormat : MarkdownFormat
{
    private static readonly Dictionary<string, BumpLevel> Types = new(StringComparer.Ordinal)
    {
        ["major"] = BumpLevel.Major,
        ["minor"] = BumpLevel.Minor,
        ["patch"] = BumpLevel.Patch,
        ["none"] = BumpLevel.None,
    };

    /// <summary>The folder that changesets and knope share.</summary>
    public static RelativePath Directory { get; } = RelativePath.Parse(".changeset");

    private static readonly RelativePath Prereleased = Directory.Combine("pre");

    /// <inheritdoc/>
    public override string Name => "changesets";

    /// <inheritdoc/>
    public override RelativePath Folder => Directory;

    /// <inheritdoc/>
    public override bool Includes(RelativePath path) => base.Includes(path) || (path.Parent == Prereleased && IsChangeFile(path.FileName));

    private protected override (BumpLevel Level, string? Section) Meaning(string type, string package, SourceLocation location) =>
        (ChangeType.Level(type, Types, package, location), null);
}
