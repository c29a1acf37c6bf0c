using System.Collections.Immutable;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Configuration;

/// <summary>Reads the tables <c>[ecosystems.name]</c>.</summary>
internal static class EcosystemTables
{
    public static ImmutableSortedDictionary<string, EcosystemConfiguration> Read(
        ConfigurationReader reader, TomlValue value, IReadOnlyDictionary<string, string> aliases)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, EcosystemConfiguration>(StringComparer.Ordinal);
        if (value is not TomlTable ecosystems)
        {
            reader.Report(value.Span, $"{ConfigurationKeys.EcosystemsTable}: expected tables [{ConfigurationKeys.EcosystemsTable}.name], found {value.Description}.");
            return result.ToImmutable();
        }

        foreach (var entry in ecosystems.Entries)
        {
            if (!aliases.TryGetValue(entry.Key, out var canonical))
            {
                reader.ReportUnknownEcosystem(entry, [.. aliases.Keys]);
            }
            else if (entry.Value is not TomlTable table)
            {
                reader.Report(entry.Value.Span, $"{ConfigurationKeys.EcosystemsTable}.{entry.Key}: expected a table, found {entry.Value.Description}.");
            }
            else if (!result.TryAdd(canonical, reader.Read(table, EcosystemConfiguration.Default, EcosystemBindings.All)))
            {
                reader.Report(entry.KeySpan, $"{ConfigurationKeys.EcosystemsTable}.{entry.Key}: the ecosystem {canonical} already has a table, under another of its names; merge the two.");
            }
        }

        return result.ToImmutable();
    }
}
