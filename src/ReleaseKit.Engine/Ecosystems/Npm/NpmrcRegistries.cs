using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// The registries of <c>.npmrc</c> files: <c>@scope:registry</c>, named by its scope, and <c>registry</c>. As npm does it, a package of a
/// scope goes to that scope's registry.
/// </summary>
internal sealed class NpmrcRegistries : INamedRegistries
{
    private const string Suffix = ":registry";

    public NamedRegistries Read(IFileSystem files, Package package)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var folder = package.Directory; ; folder = folder.Parent)
        {
            if (folder.Combine(Npmrc.FileName) is var file && files.FileExists(file))
            {
                foreach (var (key, value, _) in Npmrc.Read(Encoding.UTF8.GetString(files.Read(file))).Reverse().Where(s => IsRegistry(s.Key) && !s.Value.Contains("${", StringComparison.Ordinal)))
                {
                    found.TryAdd(key, value);
                }
            }

            if (folder.IsRoot)
            {
                break;
            }
        }

        var known = found.Where(f => f.Key.EndsWith(Suffix, StringComparison.Ordinal)).ToImmutableSortedDictionary(f => f.Key[..^Suffix.Length], f => new NamedRegistry(f.Value), StringComparer.Ordinal);
        var own = NpmPackageName.Scope(package.Name) is { } scope ? known.GetValueOrDefault(scope) : null;
        return new NamedRegistries(known, own ?? (found.TryGetValue("registry", out var general) ? new NamedRegistry(general) : null));
    }

    private static bool IsRegistry(string key) => key == "registry" || (key.StartsWith('@') && key.EndsWith(Suffix, StringComparison.Ordinal));
}
