using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>The parts of a <c>package.json</c> that are read, with their places.</summary>
internal sealed class PackageManifest
{
    public const string FileName = "package.json";

    private PackageManifest(RelativePath file, SourceText source, JsonObjectSyntax root)
    {
        File = file;
        Source = source;
        Root = root;
    }

    /// <summary>The blocks that hold dependencies, by what they are needed for.</summary>
    public static ImmutableArray<(DependencyKind Kind, string Block)> Blocks { get; } =
    [
        (DependencyKind.Runtime, "dependencies"),
        (DependencyKind.Optional, "optionalDependencies"),
        (DependencyKind.Peer, "peerDependencies"),
        (DependencyKind.Dev, "devDependencies"),
    ];

    public RelativePath File { get; }

    public SourceText Source { get; }

    public JsonObjectSyntax Root { get; }

    /// <summary>The package's folder.</summary>
    public RelativePath Directory => File.Parent;

    /// <summary>Whether the client refuses to publish it.</summary>
    public bool IsPrivate => Root["private"] is JsonLiteralSyntax { Value: true } or JsonStringSyntax { Value.Length: > 0 };

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, or <c>RK-MANIFEST-INVALID</c> when it is no object.</exception>
    public static PackageManifest Parse(RelativePath file, SourceText source)
    {
        var document = JsonDocumentSyntax.Parse(source);
        return document.Root is JsonObjectSyntax root
            ? new PackageManifest(file, source, root)
            : throw source.Error(ManifestCodes.Invalid, document.Root.Span, $"A package manifest is an object; here is {document.Root.Description}.");
    }

    /// <summary>Where a value is written.</summary>
    public SourceLocation Locate(JsonValueSyntax value) => Source.Locate(value.Span);

    /// <summary>A top-level string; a value of another type is a problem and counts as absent.</summary>
    public JsonStringSyntax? ReadString(string name, ICollection<Diagnostic> problems)
    {
        switch (Root[name])
        {
            case JsonStringSyntax text:
                return text;
            case null or JsonLiteralSyntax { Value: null }:
                return null;
            case var other:
                problems.Add(ManifestCodes.Invalid.At(Locate(other), $"'{name}' must be a string; here is {other.Description}."));
                return null;
        }
    }

    /// <summary>Every dependency of every block, in the order written.</summary>
    public IReadOnlyList<DependencyEntry> ReadDependencies(ICollection<Diagnostic> problems)
    {
        var entries = new List<DependencyEntry>();
        foreach (var (kind, block) in Blocks)
        {
            switch (Root[block])
            {
                case null or JsonLiteralSyntax { Value: null } or JsonArraySyntax { Items.IsEmpty: true }:
                    break;
                case JsonObjectSyntax members:
                    AddEntries(members, kind, block, entries, problems);
                    break;
                case var other:
                    problems.Add(ManifestCodes.Invalid.At(Locate(other), $"'{block}' must be an object of names and ranges; here is {other.Description}."));
                    break;
            }
        }

        return entries;
    }

    private void AddEntries(
        JsonObjectSyntax block, DependencyKind kind, string blockName, List<DependencyEntry> entries, ICollection<Diagnostic> problems)
    {
        foreach (var member in block.Members)
        {
            if (block.Member(member.Name) != member)
            {
                // A name that is written twice: readers take the last.
                continue;
            }

            if (member.Value is JsonStringSyntax specifier)
            {
                entries.Add(new DependencyEntry(member.Name, specifier.Value, kind, Locate(specifier)));
            }
            else
            {
                problems.Add(ManifestCodes.Invalid.At(
                    Locate(member.Value), $"The range of '{member.Name}' in '{blockName}' must be a string; here is {member.Value.Description}."));
            }
        }
    }
}
