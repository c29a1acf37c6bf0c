using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Markdown files whose front matter names packages and types: what changesets, knope and nx have in common.</summary>
public abstract class MarkdownFormat : IChangeFileFormat
{
    private const string Extension = ".md";

    /// <summary>Markdown that tools and people put beside change files; the first whatever its case.</summary>
    private static readonly ImmutableArray<string> Companions = ["AGENTS.md", "CLAUDE.md", "GEMINI.md"];

    private protected MarkdownFormat()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract RelativePath Folder { get; }

    /// <inheritdoc/>
    public virtual bool Includes(RelativePath path) => path.Parent == Folder && IsChangeFile(path.FileName);

    /// <inheritdoc/>
    public ChangeFile Read(SourceText source, ICollection<Diagnostic> warnings)
    {
        ArgumentNullException.ThrowIfNull(source);
        var front = FrontMatter.Read(source);
        Check(front, source);
        return new ChangeFile(RelativePath.Parse(source.Path), [.. front.Entries.Select(entry => Change(front, entry))]);
    }

    /// <inheritdoc/>
    public (RelativePath Path, string Text) Write(NewChange change, string name)
    {
        ArgumentNullException.ThrowIfNull(change);
        var type = ChangeType.Name(change.Level);
        var lines = string.Concat(change.Packages.Select(package => $"\"{Escape(package)}\": {type}\n"));
        return (Folder.Combine(name + Extension), $"---\n{lines}---\n\n{change.Text}\n");
    }

    /// <summary>Whether a Markdown file of the folder is a change file by its name.</summary>
    protected static bool IsChangeFile(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(Extension, StringComparison.Ordinal) && !name.StartsWith('.') &&
            !name.Equals("README.md", StringComparison.OrdinalIgnoreCase) && !Companions.Contains(name);
    }

    /// <summary>The level and, where the format names one, the changelog section of a type.</summary>
    private protected abstract (BumpLevel Level, string? Section) Meaning(string type, string package, SourceLocation location);

    /// <summary>Refuses what the format requires beyond front matter.</summary>
    private protected virtual void Check(FrontMatter front, SourceText source)
    {
    }

    private DeclaredChange Change(FrontMatter front, YamlEntrySyntax entry)
    {
        var place = front.Locate(entry.KeySpan);
        if (string.IsNullOrWhiteSpace(entry.Key))
        {
            throw new ReleaseException(ChangeFileCodes.Syntax.At(place, "The name of a package is empty. Write it between double quotes: \"my-package\": patch."));
        }

        if (entry.Value is not YamlScalarSyntax { IsNull: false } type)
        {
            throw new ReleaseException(ChangeFileCodes.Syntax.At(
                place, $"{DisplayText.Line(entry.Key)} has {entry.Value.Description} where the type of change belongs. Write the type behind the colon: \"{DisplayText.Line(entry.Key)}\": patch."));
        }

        var (level, section) = Meaning(type.Value, entry.Key, front.Locate(type.Span));
        return new DeclaredChange(entry.Key, level, front.Body, section, place);
    }

    private static string Escape(string name) => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
