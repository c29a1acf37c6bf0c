using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>
/// Under which name cargo reaches the registry of a package. Cargo takes a token for a name only, and uploads only to names that
/// <c>publish</c> lists; the address behind the name is given in the environment, so that no configuration has to be there.
/// </summary>
/// <param name="Name">The registry's name.</param>
/// <param name="Index">Its sparse index; null for crates.io, which cargo knows.</param>
/// <param name="ReplacesCratesIo">Whether it also stands in for crates.io where dependencies name no registry.</param>
internal sealed record RegistryRoute(string Name, Uri? Index, bool ReplacesCratesIo)
{
    private const string Standin = "releasekit";

    /// <summary>The variable that cargo reads this registry's token from.</summary>
    public string TokenVariable => Index is null ? "CARGO_REGISTRY_TOKEN" : Variable(Name, "TOKEN");

    /// <summary>The variables that tell cargo where the registry is.</summary>
    public ImmutableDictionary<string, string?> Variables => Index is null
        ? ImmutableDictionary<string, string?>.Empty
        : ImmutableDictionary<string, string?>.Empty.Add(Variable(Name, "INDEX"), Address);

    /// <summary>The index as cargo writes it; null for crates.io.</summary>
    public string? Address => Index is null ? null : $"sparse+{SparseIndex.Normalize(Index)}";

    /// <summary>Arguments that let the registry stand in for crates.io; empty when it does not.</summary>
    public ImmutableArray<string> Replacement => ReplacesCratesIo ? ["--config", $"source.crates-io.replace-with=\"{Name}\""] : [];

    /// <summary>
    /// The way to the package's registry. A crate that lists no registry is meant for crates.io; another registry then stands in
    /// for it, and so does a loopback one for whatever a crate lists.
    /// </summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-ADDRESS</c>: <c>publish</c> keeps cargo from uploading there.</exception>
    public static RegistryRoute Of(PackageContext package)
    {
        var publication = CrateReader.Find(package) is { } member ? Publication.Of(member) : new Publication(true, []);
        if (SparseIndex.IsCratesIo(package.Endpoint.Index) && (publication.Registries.IsEmpty || publication.Registries.Contains(Publication.CratesIo)))
        {
            return new RegistryRoute(Publication.CratesIo, null, ReplacesCratesIo: false);
        }

        var name = publication.Registries.IsEmpty ? Standin : publication.Registries.FirstOrDefault(n => n != Publication.CratesIo);
        return name is not null
            ? new RegistryRoute(name, package.Endpoint.Index, package.Endpoint.IsLoopback || publication.Registry is null)
            : throw new ReleaseException(PublishCodes.Address.At(
                new SourceLocation(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/')),
                $"{package.Id} says publish = [\"{Publication.CratesIo}\"], so that cargo uploads it nowhere else, and {package.Endpoint.Index} is another registry. " +
                $"Write publish = [\"{Publication.CratesIo}\", \"{Standin}\"], or leave the key out."));
    }

    /// <summary>The variable in which cargo looks for something about a registry.</summary>
    public static string Variable(string registry, string what) => $"CARGO_REGISTRIES_{registry.ToUpperInvariant().Replace('-', '_')}_{what}";
}
