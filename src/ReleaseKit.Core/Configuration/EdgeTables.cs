using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Configuration;

/// <summary>Reads the tables <c>[[edges]]</c>.</summary>
internal static class EdgeTables
{
    private static readonly ImmutableArray<string> Required = ["from", "to"];

    public static ImmutableArray<DeclaredEdge> Read(ConfigurationReader reader, TomlValue? value)
    {
        if (value is null)
        {
            return [];
        }

        if (value is not TomlArray { Items: var items } || items.Any(item => item is not TomlTable))
        {
            reader.Report(value.Span, $"{ConfigurationKeys.EdgesTable}: expected tables [[{ConfigurationKeys.EdgesTable}]] with the keys from and to, found {value.Description}.");
            return [];
        }

        return [.. items.Cast<TomlTable>().Select(table => Read(reader, table))];
    }

    private static DeclaredEdge Read(ConfigurationReader reader, TomlTable table)
    {
        var place = reader.Locate(table.Span);
        foreach (var missing in Required.Where(key => table[key] is null))
        {
            reader.Report(table.Span, $"{ConfigurationKeys.EdgesTable}: the key '{missing}' is missing; write the id or name of a package.");
        }

        return reader.Read(table, new DeclaredEdge { DeclaredIn = RelativePath.Parse(place.File), Location = place }, EdgeBindings.All);
    }
}
