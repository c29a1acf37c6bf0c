using System.Collections.Immutable;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Configuration;

/// <summary>Reads the table <c>[branches]</c>.</summary>
internal static class BranchTable
{
    public static ImmutableArray<BranchChannel> Read(ConfigurationReader reader, TomlValue value)
    {
        var result = ImmutableArray.CreateBuilder<BranchChannel>();
        if (value is not TomlTable table)
        {
            reader.Report(value.Span, $"{ConfigurationKeys.BranchesTable}: expected a table [{ConfigurationKeys.BranchesTable}] of branches and their channels, found {value.Description}.");
            return [];
        }

        foreach (var entry in table.Entries)
        {
            if (BranchChannel.Problem(entry.Key) is { } wrong)
            {
                reader.Report(entry.KeySpan, $"{ConfigurationKeys.BranchesTable}: {wrong}.");
            }
            else if (entry.Value is not TomlString text)
            {
                reader.Report(entry.Value.Span, $"{ConfigurationKeys.BranchesTable}.{entry.Key}: expected a string: stable, a label such as \"beta\", or a line such as \"1.x\"; found {entry.Value.Description}.");
            }
            else if (!Channel.TryParse(text.Value, out var channel))
            {
                reader.Report(entry.Value.Span, $"{ConfigurationKeys.BranchesTable}.{entry.Key}: {Channel.Problem(text.Value)}.");
            }
            else
            {
                result.Add(new BranchChannel(entry.Key, channel));
            }
        }

        return result.ToImmutable();
    }
}
