using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Maven.Discovery;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>The projects of the workspace that a package is built with.</summary>
internal sealed class Siblings(MavenRepositories repositories)
{
    private static readonly string[] Skipped = ["target", "node_modules", "build", "bin", "obj"];

    /// <summary>
    /// Puts those that are released into the local repository: from what was packed here, or from the registry. Of others the pom is
    /// enough where there is nothing else; what is in another reactor and nowhere to be had is left to Maven.
    /// </summary>
    /// <returns>The projects that Maven has to build along, because nobody else has them; as <c>group:artifact</c>.</returns>
    public async Task<ImmutableArray<string>> PrepareAsync(PackageContext package, LocalRepository local, CancellationToken cancellationToken)
    {
        var along = ImmutableArray.CreateBuilder<string>();
        foreach (var (sibling, pom) in Find(package))
        {
            if (sibling.Version is null)
            {
                continue;
            }

            var coordinate = MavenCoordinate.Of(package with { Id = sibling.Id, Version = sibling.Version });
            if (sibling.Publishable && (PutPacked(package, local, sibling, coordinate) || await FetchAsync(package, local, coordinate, cancellationToken)))
            {
                continue;
            }

            if (pom.Packaging == "pom")
            {
                local.Put(coordinate, coordinate.PomName, Path.Combine(package.WorkspaceRoot, pom.File.Path.Value));
            }
            else if (Path.Combine(package.WorkspaceRoot, sibling.Directory.Value).StartsWith(Path.GetDirectoryName(MavenPackager.RootOf(package))!, StringComparison.Ordinal))
            {
                along.Add(sibling.Name);
            }
        }

        return along.ToImmutable();
    }

    /// <summary>What the package needs, and what that needs in turn.</summary>
    private static IEnumerable<(Package Package, Pom Pom)> Find(PackageContext package)
    {
        var files = new WorkspaceFileSystem(package.WorkspaceRoot);
        var request = new DiscoveryRequest(files, [.. PomsBelow(package.WorkspaceRoot)], RelativePath.Root, _ => false);
        var projects = new ReactorFinder(request, new PomLoader(files)).Find();
        var poms = projects.DistinctBy(p => p.Name).ToDictionary(p => p.Name, StringComparer.Ordinal);
        var packages = new PackageBuilder(ImmutableDictionary<PackageId, string>.Empty).Build(projects).DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        var seen = new HashSet<PackageId> { package.Id };
        var waiting = new Queue<PackageId>(seen);
        while (waiting.TryDequeue(out var id))
        {
            foreach (var edge in packages.GetValueOrDefault(id)?.Dependencies ?? [])
            {
                if (edge.Source == DependencySource.Workspace && edge.Rule is null && (edge.Kind != DependencyKind.Dev || id == package.Id) && packages.TryGetValue(edge.Id, out var sibling) && seen.Add(edge.Id))
                {
                    waiting.Enqueue(edge.Id);
                    yield return (sibling, poms[edge.Id.Name]);
                }
            }
        }
    }

    private static IEnumerable<RelativePath> PomsBelow(string root)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint };
        var waiting = new Stack<string>([root]);
        while (waiting.TryPop(out var folder))
        {
            if (File.Exists(Path.Combine(folder, PomFile.FileName)))
            {
                yield return RelativePath.Parse(Path.GetRelativePath(root, Path.Combine(folder, PomFile.FileName)));
            }

            foreach (var child in Directory.EnumerateDirectories(folder, "*", options).Where(child => Path.GetFileName(child) is var name && name[0] != '.' && !Skipped.Contains(name)))
            {
                waiting.Push(child);
            }
        }
    }

    /// <summary>Takes what was packed in this run, where a package's artifacts lie beside those of the others.</summary>
    private static bool PutPacked(PackageContext package, LocalRepository local, Package sibling, MavenCoordinate coordinate)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(package.ArtifactsDirectory))!, SafeName.For(sibling.Id), SafeName.ForVersion(sibling.Version!));
        if (!File.Exists(Path.Combine(folder, coordinate.PomName)))
        {
            return false;
        }

        foreach (var file in Directory.EnumerateFiles(folder, $"{coordinate.Stem}*"))
        {
            local.Put(coordinate, Path.GetFileName(file), file);
        }

        return true;
    }

    private async Task<bool> FetchAsync(PackageContext package, LocalRepository local, MavenCoordinate coordinate, CancellationToken cancellationToken)
    {
        var repository = repositories.IndexOf(package);
        var address = repository.AddressOf(coordinate.PathOf(coordinate.PomName));
        if (await repository.ReadAsync(coordinate.PathOf(coordinate.PomName), cancellationToken) is not { } pom)
        {
            return false;
        }

        foreach (var name in ServedPom.Parse(address, pom).UsualEndings.Where(e => e is not ("-sources.jar" or "-javadoc.jar")).Append("-tests.jar").Select(ending => coordinate.Stem + ending))
        {
            await FetchAsync(package, repository, local, coordinate, name, cancellationToken);
        }

        return true;
    }

    private static async Task FetchAsync(PackageContext package, IMavenRepository repository, LocalRepository local, MavenCoordinate coordinate, string name, CancellationToken cancellationToken)
    {
        var path = coordinate.PathOf(name);
        var target = local.PathOf(coordinate, name);
        if (File.Exists(target) && await repository.ReadAsync($"{path}.sha1", cancellationToken) is { } checksum && Checksums.Parse("sha1", checksum) == Hash(target))
        {
            return;
        }

        if (!await repository.HasAsync(path, cancellationToken))
        {
            return;
        }

        var copy = Path.Combine(package.ScratchDirectory, $"sibling-{Guid.NewGuid():N}");
        try
        {
            await repository.DownloadAsync(path, copy, cancellationToken);
            local.Put(coordinate, name, copy);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static string Hash(string path)
    {
        using var content = File.OpenRead(path);
        return Checksums.Compute("sha1", content);
    }
}
