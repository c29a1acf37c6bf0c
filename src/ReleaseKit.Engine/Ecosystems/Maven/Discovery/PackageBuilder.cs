using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>Makes packages, with their edges to each other, of the projects that were found.</summary>
/// <param name="upstream">Packages of other repositories whose dependents are looked for.</param>
internal sealed partial class PackageBuilder(IReadOnlyDictionary<PackageId, string> upstream)
{
    private const int LongestName = 200;

    /// <summary>What is wrong with names.</summary>
    public List<Diagnostic> Problems { get; } = [];

    public ImmutableArray<Package> Build(IReadOnlyList<Pom> projects)
    {
        var named = projects.Where(HasName).ToArray();
        var members = named.GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var managed = new ManagedVersions(named.Select(p => p.Artifact).Concat(upstream.Keys.Select(id => id.Name[(id.Name.IndexOf(':', StringComparison.Ordinal) + 1)..])).ToHashSet(StringComparer.Ordinal), name => members.GetValueOrDefault(name));
        var reader = new EdgeReader(members, new ReferenceReader(managed), upstream);
        var packages = named.Select(pom => ToPackage(pom, reader)).ToArray();
        return [.. ManagementOrder.Add(packages)];
    }

    private bool HasName(Pom pom)
    {
        foreach (var (what, value) in new[] { ("groupId", pom.Group), ("artifactId", pom.Artifact) })
        {
            if (!Name().IsMatch(value) || value.Length > LongestName || value.Contains("..", StringComparison.Ordinal))
            {
                var element = pom.File.Root.Element(what) ?? pom.File.Root;
                var place = element == pom.File.Root ? pom.File.Source.Locate(new TextSpan(element.Span.Start, 0)) : pom.File.Locate(element);
                Problems.Add(ManifestCodes.Invalid.At(place, value.Length == 0
                    ? $"{pom.File.Path}: the project has no {what}."
                    : $"{pom.File.Path}: '{DisplayText.Line(value.Length > 80 ? $"{value[..80]}…" : value)}' is no {what}; Maven takes letters, digits, '.', '-' and '_', and here it may not begin with a hyphen, nor be longer than {LongestName} characters."));
                return false;
            }
        }

        return true;
    }

    private static (Package Package, IReadOnlyList<Dependency> Managed) ToPackage(Pom pom, EdgeReader reader)
    {
        var managed = new List<Dependency>();
        var publication = Publication.Of(pom);
        var version = MavenVersion.TryParse(pom.Version, out _) ? pom.Version : null;
        var why = publication.Why ?? (version is not null ? pom.VersionPlace!.IsOwn ? null : "it has the version of a parent that is not in this repository; write one into its pom"
            : pom.Version is { } written ? $"its version is '{DisplayText.Line(written)}'" : "it has no version");
        var package = new Package
        {
            Id = new PackageId(MavenEcosystem.Id, pom.Name),
            Directory = pom.File.Directory,
            Manifest = pom.File.Path,
            Version = version,
            VersionFile = pom.VersionPlace?.File.Path ?? pom.File.Path,
            VersionLocation = version is null ? null : pom.VersionPlace!.Location,
            Publishable = why is null,
            IsPrivate = publication.Why is not null,
            NotPublishableReason = why,
            Registry = publication.Repository,
            TokenVariable = publication.RepositoryId is { } id ? TokenVariable(id) : null,
            Dependencies = [.. reader.Of(pom, managed)],
        };
        return (package, managed);
    }

    /// <summary>The variable with the credential for a repository that poms name: <c>MAVEN_PASSWORD_GITHUB</c>.</summary>
    private static string TokenVariable(string repositoryId) => "MAVEN_PASSWORD_" + string.Concat(repositoryId.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    [GeneratedRegex("^[A-Za-z0-9_.][A-Za-z0-9_.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
