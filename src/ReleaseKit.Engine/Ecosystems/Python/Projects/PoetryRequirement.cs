using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>
/// A requirement of a Poetry dependency table: <c>name = "^1.0"</c>, <c>name = { version = "^1.0", … }</c> or
/// <c>name = { path = "../name", develop = true }</c>.
/// </summary>
internal sealed record PoetryRequirement(string Name, DependencyKind Kind, TomlValue Node, SourceText Source)
    : DeclaredRequirement(Name, VersionOf(Node)?.Value ?? "", Kind, Source, Node.Span)
{
    /// <summary>Keys that say where a dependency comes from, and mean nothing to those who install the package.</summary>
    private static readonly string[] Origins = ["path", "develop", "git", "url", "branch", "tag", "rev", "subdirectory", "file"];

    public override string? LocalPath => (Node as TomlTable)?.FindString("path")?.Value;

    public override bool IsDirect => Node is TomlTable table && table["path"] is null && Origins.Any(key => table[key] is not null);

    public override string? StandardRange => PoetryConstraint.ToStandard(Range);

    public override TextEdit WithRange(string range)
    {
        if (VersionOf(Node) is { } version)
        {
            return TomlEditing.Replace(version, range, Source);
        }

        var table = (TomlTable)Node;
        if (table.Kind != TomlTableKind.Inline)
        {
            return TomlEditing.InsertKey(table, "version", TomlEditing.Quote(range), Source);
        }

        var result = new StringBuilder("{ version = ").Append(TomlEditing.Quote(range));
        foreach (var entry in table.Entries.Where(e => !Origins.Contains(e.Key, StringComparer.Ordinal)))
        {
            result.Append(", ").Append(TomlEditing.QuoteKey(entry.Key)).Append(" = ").Append(Source.Text, entry.Value.Span.Start, entry.Value.Span.Length);
        }

        return new TextEdit(table.Span, result.Append(" }").ToString());
    }

    private static TomlString? VersionOf(TomlValue node) => node as TomlString ?? (node as TomlTable)?.FindString("version");
}
