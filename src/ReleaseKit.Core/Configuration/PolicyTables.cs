using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Configuration;

/// <summary>Reads the tables <c>[groups.label]</c> and <c>[propagation]</c>.</summary>
internal static class PolicyTables
{
    /// <summary>The groups, by label.</summary>
    public static ImmutableSortedDictionary<string, GroupConfiguration> Groups(ConfigurationReader reader, TomlValue? value)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, GroupConfiguration>(StringComparer.Ordinal);
        foreach (var entry in Table(reader, value, $"{ConfigurationKeys.GroupsTable}: expected tables [{ConfigurationKeys.GroupsTable}.label]")?.Entries ?? [])
        {
            var path = $"{ConfigurationKeys.GroupsTable}.{entry.Key}";
            if (ConfigurationText.LabelProblem(entry.Key) is { } problem)
            {
                reader.Report(entry.KeySpan, $"{path}: {problem}.");
            }
            else if (Table(reader, entry.Value, $"{path}: expected a table") is { } table)
            {
                result[entry.Key] = reader.Read(table, GroupConfiguration.Default with { Location = reader.Locate(entry.KeySpan) }, GroupBindings.All);
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The rules that are said, by kind of dependency.</summary>
    public static ImmutableSortedDictionary<DependencyKind, PropagationRule> Propagation(ConfigurationReader reader, TomlValue? value)
    {
        var rules = ImmutableSortedDictionary<DependencyKind, PropagationRule>.Empty;
        return Table(reader, value, $"{ConfigurationKeys.PropagationTable}: expected a table [{ConfigurationKeys.PropagationTable}]") is { } table
            ? reader.Read(table, rules, PropagationBindings.All)
            : rules;
    }

    private static TomlTable? Table(ConfigurationReader reader, TomlValue? value, string expected)
    {
        if (value is not null and not TomlTable)
        {
            reader.Report(value.Span, $"{expected}, found {value.Description}.");
        }

        return value as TomlTable;
    }
}
