using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Configuration;

/// <summary>Reads the tables of one file and collects all of its problems.</summary>
internal sealed class ConfigurationReader(SourceText source)
{
    private readonly List<Diagnostic> _problems = [];

    /// <summary>The message about a key that there is not.</summary>
    public static string UnknownKey(string key, IReadOnlyCollection<string> valid, string where) =>
        $"'{key}' is not a key {where}.{NearestName.Question(key, valid)} Valid keys: {string.Join(", ", valid.Order(StringComparer.Ordinal))}.";

    /// <summary>Reads a table's entries by the bindings.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">What the entries are set on.</param>
    /// <param name="bindings">The keys there are.</param>
    /// <param name="others">Further valid keys, which the caller reads.</param>
    public T Read<T>(TomlTable table, T target, ImmutableArray<ConfigurationBinding<T>> bindings, params string[] others)
    {
        foreach (var entry in table.Entries)
        {
            var binding = bindings.FirstOrDefault(b => b.Key.Name == entry.Key);
            if (binding is not null)
            {
                target = binding.Apply(target, new TomlInput(entry.Key, entry.Value, source, _problems));
            }
            else if (!others.Contains(entry.Key, StringComparer.Ordinal))
            {
                ReportUnknown(entry, [.. bindings.Select(b => b.Key.Name), .. others], bindings[0].Key.Scope);
            }
        }

        return target;
    }

    public void Report(TextSpan span, string message) => _problems.Add(ConfigurationCodes.InvalidValue.At(source.Locate(span), message));

    public SourceLocation Locate(TextSpan span) => source.Locate(span);

    public void ReportUnknown(TomlEntry entry, IReadOnlyCollection<string> valid, ConfigurationScope scope)
    {
        var where = scope switch
        {
            ConfigurationScope.Workspace => "of the workspace root's releasekit.toml",
            ConfigurationScope.Ecosystem => "of an ecosystem's table",
            ConfigurationScope.Group => "of a group's table",
            ConfigurationScope.Propagation => "of the table [propagation]",
            ConfigurationScope.Edge => "of a table [[edges]]",
            _ => "of a package's releasekit.toml",
        };
        _problems.Add(ConfigurationCodes.UnknownKey.At(source.Locate(entry.KeySpan), UnknownKey(entry.Key, valid, where) + Elsewhere(entry.Key, scope)));
    }

    /// <summary>Reports an ecosystem's table whose name there is not.</summary>
    public void ReportUnknownEcosystem(TomlEntry entry, IReadOnlyCollection<string> valid)
    {
        var message = $"'{entry.Key}' is not an ecosystem that can be released.{NearestName.Question(entry.Key, valid)} Valid names: {string.Join(", ", valid.Order(StringComparer.Ordinal))}.";
        _problems.Add(ConfigurationCodes.UnknownKey.At(source.Locate(entry.KeySpan), message));
    }

    /// <exception cref="ReleaseException">There is a problem; all are in it, in the order of the file.</exception>
    public void ThrowIfProblems()
    {
        if (_problems.Count > 0)
        {
            throw new ReleaseException([.. _problems.OrderBy(p => p.Location!.Line).ThenBy(p => p.Location!.Column)]);
        }
    }

    /// <summary>A hint for a key that is written in another of the places there are.</summary>
    private static string Elsewhere(string key, ConfigurationScope scope)
    {
        var place = ConfigurationKeys.Workspace.Concat(ConfigurationKeys.Ecosystem).Concat(ConfigurationKeys.Package)
            .Concat(ConfigurationKeys.Group)
            .FirstOrDefault(known => known.Name == key && known.Scope != scope)?.Scope;
        return place switch
        {
            ConfigurationScope.Workspace => $" '{key}' belongs at the top of the workspace root's releasekit.toml, before the first table.",
            ConfigurationScope.Ecosystem => $" '{key}' belongs in a table [ecosystems.name] of the workspace root's releasekit.toml.",
            ConfigurationScope.Package => $" '{key}' belongs in a releasekit.toml in the package's own directory.",
            ConfigurationScope.Group => $" '{key}' belongs in a table [groups.label] of the workspace root's releasekit.toml.",
            _ => "",
        };
    }
}
