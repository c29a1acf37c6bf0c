using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Manifests;

/// <summary>A version catalogue, <c>gradle/libs.versions.toml</c>: docs.gradle.org, «The version catalog TOML file format».</summary>
internal sealed class VersionCatalog
{
    private readonly TomlTable _root;

    private VersionCatalog(SourceText source, TomlTable root)
    {
        (Source, _root) = (source, root);
        Libraries = [.. Entries("libraries").Select(ToLibrary).OfType<CatalogLibrary>()];
    }

    public SourceText Source { get; }

    public IReadOnlyList<CatalogLibrary> Libraries { get; }

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static VersionCatalog Parse(SourceText source) => new(source, TomlDocument.Parse(source).Root);

    /// <summary>A version by the name that scripts use, <c>versions.acme</c>.</summary>
    public ScriptText? Version(string accessor) => Entries("versions").Where(e => Accessor(e.Key) == accessor).Select(e => TextOf(VersionIn(e.Value))).FirstOrDefault();

    public CatalogLibrary? Library(string accessor) => Libraries.FirstOrDefault(l => l.Accessor == accessor);

    /// <summary>The libraries of a bundle.</summary>
    public IEnumerable<CatalogLibrary> Bundle(string accessor) =>
        Entries("bundles").Where(e => Accessor(e.Key) == accessor)
            .SelectMany(e => (e.Value as TomlArray)?.Items.OfType<TomlString>() ?? []).Select(i => Library(Accessor(i.Value))).OfType<CatalogLibrary>();

    /// <summary>The id of a plugin.</summary>
    public string? Plugin(string accessor) => Entries("plugins").Where(e => Accessor(e.Key) == accessor)
        .Select(e => e.Value is TomlString text ? text.Value.Split(':')[0] : (e.Value as TomlTable)?.FindString("id")?.Value).FirstOrDefault();

    /// <summary>The versions with their keys.</summary>
    public IEnumerable<(string Key, TomlString Version)> Versions() =>
        Entries("versions").Select(e => (e.Key, VersionIn(e.Value)!)).Where(v => v.Item2 is not null);

    /// <summary>The name by which scripts know an alias.</summary>
    public static string Accessor(string alias) => alias.Replace('-', '.').Replace('_', '.');

    private IEnumerable<TomlEntry> Entries(string table) => _root.FindTable(table)?.Entries ?? [];

    /// <summary>A version is a text, or a table with what is required, preferred or demanded.</summary>
    private static TomlString? VersionIn(TomlValue? value) => value as TomlString ?? (value as TomlTable) switch
    {
        { } rich => rich.FindString("strictly") ?? rich.FindString("require") ?? rich.FindString("prefer"),
        null => null,
    };

    private CatalogLibrary? ToLibrary(TomlEntry entry)
    {
        var accessor = Accessor(entry.Key);
        if (entry.Value is TomlString notation)
        {
            var parts = notation.Value.Split(':');
            return parts.Length < 2 ? null : new CatalogLibrary(accessor, parts[0], parts[1], notation, notation, parts.Length > 2 ? parts[2] : "") { Location = parts.Length > 2 ? Source.Locate(Inside(notation, parts[2])) : null };
        }

        if (entry.Value is not TomlTable table)
        {
            return null;
        }

        var module = table.FindString("module")?.Value.Split(':');
        var (group, name) = module is [var g, var n] ? (g, n) : (table.FindString("group")?.Value, table.FindString("name")?.Value);
        var reference = table.FindString("version", "ref")?.Value;
        var version = reference is null ? VersionIn(table["version"]) : VersionIn(_root.FindTable("versions")?[reference]);
        return group is null || name is null ? null : new CatalogLibrary(accessor, group, name, null, version, version?.Value ?? "") { Location = version is null ? null : Source.Locate(Inside(version, version.Value)) };
    }

    /// <summary>A value whose span is what stands between the quotes.</summary>
    private ScriptText? TextOf(TomlString? value) => value is null ? null : new ScriptText(value.Value, Source, Inside(value, value.Value));

    private TextSpan Inside(TomlString value, string part) =>
        Source.Text.AsSpan(value.Span.Start, value.Span.Length).LastIndexOf(part) is var at and >= 0 ? new TextSpan(value.Span.Start + at, part.Length) : value.Span;
}

/// <summary>One library of a catalogue.</summary>
/// <param name="Accessor">Its name for scripts.</param>
/// <param name="Group">The group of its coordinates.</param>
/// <param name="Name">The name of its coordinates.</param>
/// <param name="Notation">The whole of its coordinates, where they are written as one text.</param>
/// <param name="VersionNode">What holds its version; null when it has none.</param>
/// <param name="Version">Its version; empty when it has none.</param>
internal sealed record CatalogLibrary(string Accessor, string Group, string Name, TomlString? Notation, TomlString? VersionNode, string Version)
{
    public string Coordinates => $"{Group}:{Name}";

    /// <summary>The place of the version in the catalogue; null when it has none.</summary>
    public SourceLocation? Location { get; init; }
}
