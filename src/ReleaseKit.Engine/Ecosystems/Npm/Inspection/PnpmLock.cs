using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Npm.Inspection;

/// <summary>A <c>pnpm-lock.yaml</c> of pnpm 8 and later, which has the specifiers of every member under <c>importers</c>.</summary>
internal sealed class PnpmLock : ILockFile
{
    private static readonly string[] Blocks = ["dependencies", "optionalDependencies", "devDependencies"];
    private readonly Dictionary<string, (TextSpan Place, Dictionary<string, YamlScalarSyntax> Specifiers)> _members = new(StringComparer.Ordinal);
    private HashSet<string> _overridden = [];

    private PnpmLock()
    {
    }

    /// <summary>Reads a file; null where specifiers may be others than the manifests' for a good reason.</summary>
    public static ILockFile? Read(SourceText source)
    {
        // What was resolved is long, and comes after what was asked for.
        var end = source.Text.IndexOf("\npackages:", StringComparison.Ordinal);
        var root = YamlDocumentSyntax.Parse(SourceText.Decode(source.Path, System.Text.Encoding.UTF8.GetBytes(end < 0 ? source.Text : source.Text[..(end + 1)]))).Root;
        if (root.FindMapping("importers") is not { } importers || root.FindScalar("pnpmfileChecksum") is not null || root.FindScalar("packageExtensionsChecksum") is not null)
        {
            return null;
        }

        var result = new PnpmLock { _overridden = [.. (root.FindMapping("overrides")?.Entries ?? []).Select(e => NameOf(e.Key))] };
        foreach (var importer in importers.Entries)
        {
            var specifiers = new Dictionary<string, YamlScalarSyntax>(StringComparer.Ordinal);
            foreach (var entry in Blocks.SelectMany(block => (importer.Value as YamlMappingSyntax)?.FindMapping(block)?.Entries ?? []))
            {
                if ((entry.Value as YamlMappingSyntax)?.FindScalar("specifier") is { } specifier)
                {
                    specifiers.TryAdd(entry.Key, specifier);
                }
            }

            result._members[importer.Key] = (importer.KeySpan, specifiers);
        }

        return result;
    }

    public bool HasMember(string folder) => _members.ContainsKey(Key(folder));

    public bool Fits(string folder, DependencyEntry entry, bool isMember) =>
        _overridden.Contains(entry.Name) || (_members[Key(folder)].Specifiers.TryGetValue(entry.Name, out var specifier) && specifier.Value.Trim() == entry.Specifier.Trim());

    public TextSpan PlaceOf(string folder, string dependency) =>
        !_members.TryGetValue(Key(folder), out var member) ? default : member.Specifiers.TryGetValue(dependency, out var specifier) ? specifier.Span : member.Place;

    private static string Key(string folder) => folder.Length == 0 ? "." : folder;

    /// <summary>An override names a package, perhaps with a parent before it and a range behind it: <c>a@1&gt;b@2</c>.</summary>
    private static string NameOf(string selector)
    {
        var name = selector[(selector.LastIndexOf('>') + 1)..];
        return name.IndexOf('@', Math.Min(1, name.Length)) is var at and > 0 ? name[..at] : name;
    }
}
