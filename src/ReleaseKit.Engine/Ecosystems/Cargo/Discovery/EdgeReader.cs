using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>
/// Reads the edges to other members. A path, in the entry itself, in the one it inherits from or in a <c>[patch]</c> of the
/// workspace, means the member in that folder; without one the registry's package of that name is meant.
/// </summary>
internal sealed class EdgeReader(ILookup<string, CrateMember> byName, IReadOnlyDictionary<PackageId, string> upstream)
{
    public ImmutableArray<Dependency> Of(CrateMember member, string name)
    {
        var edges = new Dictionary<(PackageId, DependencyKind, string, RelativePath, int), Dependency>();
        foreach (var written in DependencyTables.OfPackage(member.Manifest))
        {
            var (declared, declaredIn) = Resolve(member, written);
            if (declared is null || declared.Name == name)
            {
                continue;
            }

            var target = byName[declared.Name].FirstOrDefault();
            if (target is null && (declared.LocalPath is not null || declared.Table?["git"] is not null || !upstream.ContainsKey(new PackageId(CargoEcosystem.Id, declared.Name))))
            {
                continue;
            }

            var kind = written.Kind == DependencyKind.Runtime && (written.IsOptional || declared.IsOptional) ? DependencyKind.Optional : written.Kind!.Value;
            var source = target is not null && IsLocal(member, declared, declaredIn, target) ? DependencySource.Workspace : DependencySource.Registry;
            var edge = new Dependency(
                new PackageId(CargoEcosystem.Id, declared.Name), declared.Range, kind, source, declaredIn.Path, declaredIn.Source.Locate(declared.Span));
            edges.TryAdd((edge.Id, kind, edge.Range, declaredIn.Path, declared.Span.Start), edge);
        }

        return [.. edges.Values.OrderBy(e => e.Id).ThenBy(e => e.Kind).ThenBy(e => e.Range, StringComparer.Ordinal).ThenBy(e => e.Location?.Line)];
    }

    /// <summary>The entry that counts, and the manifest it stands in. An inherited name is always the root's.</summary>
    private static (DeclaredDependency? Declared, CargoManifest DeclaredIn) Resolve(CrateMember member, DeclaredDependency written)
    {
        if (!written.IsInherited)
        {
            return (written, member.Manifest);
        }

        var declared = DependencyTables.OfWorkspace(member.Root).FirstOrDefault(d => d.Entry.Key == written.Entry.Key);
        if (declared is null)
        {
            member.Manifest.Report(written.Entry.KeySpan, $"{member.Manifest.Path}: '{written.Entry.Key}' is inherited, yet {member.Root.Path} does not have it in [workspace.dependencies].");
        }

        return (declared, member.Root);
    }

    private static bool IsLocal(CrateMember member, DeclaredDependency declared, CargoManifest declaredIn, CrateMember target) =>
        declared.LocalPath is { } path
            ? declaredIn.Directory.TryCombine(path.Value, out var directory) && directory == target.Directory
            : declared.Table?["git"] is null && DependencyTables.OfPatches(member.Root).Any(patch =>
                patch.Name == declared.Name && member.Root.Directory.TryCombine(patch.LocalPath!.Value, out var patched) && patched == target.Directory);
}
