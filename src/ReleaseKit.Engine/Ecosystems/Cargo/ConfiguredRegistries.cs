using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;
using ReleaseKit.Engine.Ecosystems.Cargo.Discovery;
using ReleaseKit.Engine.Files;
using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>The sparse indexes of <c>[registries]</c> in <c>.cargo/config.toml</c>, and the one of <c>[registry] default</c>.</summary>
internal sealed class ConfiguredRegistries : INamedRegistries
{
    public NamedRegistries Read(IFileSystem files, Package package)
    {
        var names = new RegistryNames(files);
        var known = names.All(package.Directory).Select(name => (name, Index: names.FindSparseIndex(name, package.Directory))).Where(r => r.Index is not null)
            .ToImmutableSortedDictionary(r => r.name, r => new NamedRegistry(r.Index!, null, RegistryRoute.Variable(r.name, "TOKEN")), StringComparer.Ordinal);
        return new NamedRegistries(known, names.Default(package.Directory) is { } name ? known.GetValueOrDefault(name) : null);
    }
}
