using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>Makes packages of modules.</summary>
internal static class ModulePackages
{
    private const string FirstVersion = "0.1.0";

    /// <summary>The packages, in ordinal order of id and folder. Of modules with one path only one can be meant by it.</summary>
    public static ImmutableArray<Package> Of(IReadOnlyList<ModuleMember> found, IReadOnlyDictionary<PackageId, string> upstream)
    {
        var members = found.GroupBy(member => member.Path, StringComparer.Ordinal)
            .SelectMany(same => same.Count() == 1 || same.Count(member => Objection(member) is null) > 1 ? same : same.OrderBy(member => Objection(member) is not null).ThenBy(member => member.Directory).Take(1)).ToArray();

        // Two major versions of a module may lie side by side; each is then a package of its own.
        var shared = members.GroupBy(member => ModulePath.Split(member.Path).Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var named = members.Select(member => (Member: member, Id: new PackageId(GoEcosystem.Id, shared.Contains(ModulePath.Split(member.Path).Name) ? member.Path : ModulePath.Split(member.Path).Name))).ToArray();
        var siblings = named.DistinctBy(pair => pair.Member.Path, StringComparer.Ordinal).ToDictionary(pair => pair.Member.Path, StringComparer.Ordinal);
        return [.. named.Select(pair => Of(pair.Member, pair.Id, siblings, upstream)).OrderBy(package => package.Id).ThenBy(package => package.Directory)];
    }

    private static Package Of(ModuleMember member, PackageId id, Dictionary<string, (ModuleMember Member, PackageId Id)> siblings, IReadOnlyDictionary<PackageId, string> upstream)
    {
        var major = ModulePath.Split(member.Path).Major;
        var objection = Objection(member);
        return new Package
        {
            Id = id,
            Directory = member.Directory,
            Manifest = member.Manifest,
            Version = major == 0 ? FirstVersion : $"{major}.0.0",
            VersionFile = member.Manifest,
            VersionLocation = member.File.Source.Locate(member.File.Path.Span),
            Tagging = new TagVersioning(TagFormat(member.Directory, major), major == 0 ? "0.0.0-0" : $"{major}.0.0-0"),
            Publishable = objection is null,
            IsPrivate = !ModulePath.HasDomain(member.Path),
            NotPublishableReason = objection,
            Dependencies =
            [
                .. from requirement in member.File.Requirements
                   where requirement.Path.Text != member.Path && siblings.ContainsKey(requirement.Path.Text)
                   let other = siblings[requirement.Path.Text]
                   orderby other.Id
                   select new Dependency(
                       other.Id, requirement.Version.Text, DependencyKind.Runtime, Source(member, other.Member), member.Manifest, member.File.Source.Locate(requirement.Version.Span)) { MayCircle = true },
                .. Upstream(member, siblings, upstream),
            ],
        };
    }

    /// <summary>What is required of other repositories. Another major version is another module, and an indirect requirement is the go command's own.</summary>
    private static IEnumerable<Dependency> Upstream(ModuleMember member, Dictionary<string, (ModuleMember Member, PackageId Id)> siblings, IReadOnlyDictionary<PackageId, string> upstream) =>
        from requirement in member.File.Requirements
        where !siblings.ContainsKey(requirement.Path.Text) && !member.File.Replacements.Any(r => r.Old.Text == requirement.Path.Text)
        let id = new PackageId(GoEcosystem.Id, ModulePath.Split(requirement.Path.Text).Name)
        where upstream.TryGetValue(id, out var version) && ModulePath.For(id.Name, version) == requirement.Path.Text
        orderby id
        select new Dependency(id, requirement.Version.Text, DependencyKind.Runtime, DependencySource.Registry, member.Manifest, member.File.Source.Locate(requirement.Version.Span));

    /// <summary>
    /// Why nobody could fetch a module, or who asks for its path would not be given this folder; null when there is no reason
    /// to think so.
    /// </summary>
    private static string? Objection(ModuleMember member)
    {
        if (!ModulePath.HasDomain(member.Path))
        {
            return $"its path '{DisplayText.Line(member.Path)}' begins with no domain, so that nobody can fetch it";
        }

        var isThere = member.Directory.IsRoot || member.Path.EndsWith("/" + member.Directory.Value, StringComparison.Ordinal) ||
            ModulePath.Split(member.Path).Name.EndsWith("/" + member.Directory.Value, StringComparison.Ordinal);
        return isThere ? null : $"its path '{DisplayText.Line(member.Path)}' does not end with its folder, where the go command would look for it; publishable = true in {member.Directory.Combine("releasekit.toml")} releases it all the same";
    }

    /// <summary>A sibling comes from its folder when one go.work uses both, or when a replacement says so; otherwise from the proxy.</summary>
    private static DependencySource Source(ModuleMember from, ModuleMember to) =>
        (from.Work is { } work && to.Work == work) ||
        from.File.Replacements.Any(r => r.IsFolder && r.Old.Text == to.Path && from.Directory.TryCombine(r.New.Text.TrimEnd('/'), out var folder) && folder == to.Directory)
            ? DependencySource.Workspace
            : DependencySource.Registry;

    /// <summary>Go finds a version by a tag with the module's folder before it, of which the folder for a major version is no part.</summary>
    internal static string TagFormat(RelativePath directory, long major) =>
        major > 0 && directory.FileName == $"v{major}" ? (directory.Parent.IsRoot ? "" : directory.Parent.Value + "/") + "v{version}" : "{directory}/v{version}";
}
