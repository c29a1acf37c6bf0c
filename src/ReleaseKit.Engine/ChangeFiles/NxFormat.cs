using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>
/// The version plans of nx: <c>.nx/version-plans/*.md</c>. A prerelease type counts as the level it leads to; whether a
/// release is a prerelease is said for all of it. The text must not be missing.
/// </summary>
public sealed class NxFormat : MarkdownFormat
{
    private static readonly Dictionary<string, BumpLevel> Types = new(StringComparer.Ordinal)
    {
        ["major"] = BumpLevel.Major,
        ["premajor"] = BumpLevel.Major,
        ["minor"] = BumpLevel.Minor,
        ["preminor"] = BumpLevel.Minor,
        ["patch"] = BumpLevel.Patch,
        ["prepatch"] = BumpLevel.Patch,
        ["prerelease"] = BumpLevel.Patch,
        ["none"] = BumpLevel.None,
    };

    /// <inheritdoc/>
    public override string Name => "nx";

    /// <inheritdoc/>
    public override RelativePath Folder { get; } = RelativePath.Parse(".nx/version-plans");

    private protected override (BumpLevel Level, string? Section) Meaning(string type, string package, SourceLocation location) =>
        (ChangeType.Level(type, Types, package, location), null);

    private protected override void Check(FrontMatter front, SourceText source)
    {
        if (front.Body.Length == 0)
        {
            throw new ReleaseException(ChangeFileCodes.Syntax.At(
                source.Locate(new TextSpan(source.Text.Length, 0)), $"{source.Path} says nothing about the change. Write a sentence for users below the front matter."));
        }
    }
}
