using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Python.Clients;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Inspection;

/// <summary>What one <c>pyproject.toml</c> says beside name and version.</summary>
internal sealed class ProjectInspection(InspectionRequest request, Package package, PyProject manifest)
{
    private const string PyPi = "pypi.org";
    private readonly TomlTable? _project = manifest.Project;
    private readonly string[] _dynamic = [.. manifest.StringsOf(manifest.Project, "dynamic").Select(d => d.Value)];

    public InspectedPackage Run() => new()
    {
        Package = package,
        NamesLicence = Has("license", "license-files") || Classifiers().Any(c => c.Value.StartsWith("License ::", StringComparison.OrdinalIgnoreCase)),
        Lacks = [.. Lacks()],
        Metadata = [.. Files().Concat(Values())],
        Dependencies = [.. RequirementReader.Read(manifest).Where(r => r.Kind is DependencyKind.Runtime or DependencyKind.Optional).Select(Judge).OfType<Diagnostic>()],
        Leftovers = [.. new[] { package.Directory, package.Directory.Combine("dist"), package.Directory.Combine("build") }.SelectMany(request.In).Where(IsOwnDistribution)],
    };

    private IEnumerable<string> Lacks()
    {
        if (!Has("description"))
        {
            yield return "description";
        }

        if (!Has("readme"))
        {
            yield return "readme";
        }

        if (!Has("urls", "repository", "homepage"))
        {
            yield return "addresses (urls)";
        }

        if (!Has("requires-python") && manifest.Poetry?.Find("dependencies", "python") is null)
        {
            yield return "requires-python";
        }
    }

    /// <summary>Whether one of the keys is set, is filled in by the build, or was set in Poetry's older way.</summary>
    private bool Has(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (IsFilled(_project?[key]) || IsFilled(manifest.Poetry?[key]) || _dynamic.Contains(key, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFilled(TomlValue? value) => value is TomlString text ? text.Value.Trim().Length > 0 : value is not null;

    private IEnumerable<TomlString> Classifiers() => manifest.StringsOf(_project ?? manifest.Poetry, "classifiers");

    /// <summary>Every build back end stops at a file that the manifest names and the folder lacks.</summary>
    private IEnumerable<Diagnostic> Files()
    {
        foreach (var (key, value) in new[] { ("readme", _project?["readme"]), ("license", _project?["license"]) })
        {
            var file = value as TomlTable is { } table ? table.FindString("file") : key == "readme" ? value as TomlString : null;
            if (file is not null && !(package.Directory.TryCombine(file.Value, out var path) && request.Files.FileExists(path)))
            {
                yield return Refused(file, $"The {key} of {package.Name} is '{DisplayText.Line(file.Value)}', which is not there: the build stops at it. Add the file, or correct its name.");
            }
        }
    }

    private IEnumerable<Diagnostic> Values()
    {
        if (_project?.FindString("description") is { } description && description.Value.Trim().Contains('\n', StringComparison.Ordinal))
        {
            yield return Refused(description, $"The description of {package.Name} has several lines; it has to be one. The readme is the place for more.");
        }

        if (package.Version?.Contains('+', StringComparison.Ordinal) == true && GoesToPyPi && package.VersionLocation is { } place)
        {
            yield return ManifestCheckCodes.Refused.At(place, $"PyPI takes no local version such as '{DisplayText.Line(package.Version)}'. Remove what follows the '+'.");
        }

        if (_project?["license"] is TomlString && Classifiers().FirstOrDefault(c => c.Value.StartsWith("License ::", StringComparison.OrdinalIgnoreCase)) is { } classifier)
        {
            yield return ManifestCheckCodes.Poor.At(manifest.Source.Locate(classifier.Span), $"{package.Name} has both a licence expression and the classifier '{DisplayText.Line(classifier.Value)}', which newer build back ends refuse (PEP 639). Remove the classifier.");
        }
    }

    private Diagnostic? Judge(DeclaredRequirement requirement)
    {
        var place = requirement.Source.Locate(requirement.Span);
        var source = manifest.UvSources.GetValueOrDefault(requirement.Name) as TomlTable;
        return requirement switch
        {
            { Kind: DependencyKind.Runtime } when requirement.Name == package.Name => ManifestCheckCodes.DoubtfulDependency.At(place, $"{package.Name} requires itself. Remove the requirement; an extra may name another one of its own, a project may not."),
            { IsDirect: true } when GoesToPyPi => ManifestCheckCodes.Dependency.At(place, $"{package.Name} requires {requirement.Name} from an address, and PyPI takes no such package. Give it a version range."),
            { IsDirect: true } => ManifestCheckCodes.DoubtfulDependency.At(place, $"{package.Name} requires {requirement.Name} from an address: its users fetch it from there. Give it a version range."),
            { LocalPath: { } path } when !IsMember(requirement) => ManifestCheckCodes.Dependency.At(place, $"{package.Name} requires {requirement.Name} from '{DisplayText.Line(path)}', which is no package of this workspace, so that its users cannot have it. Give it a version range."),
            _ when (source?["git"] ?? source?["url"] ?? source?["path"]) is not null && !IsMember(requirement) => ManifestCheckCodes.DoubtfulDependency.At(
                place, $"[tool.uv.sources] takes {requirement.Name} from a place that users of {package.Name} do not know: they get whatever their index has under that name. Publish it, or make sure that the name there is yours."),
            _ => null,
        };
    }

    private bool GoesToPyPi => request.Endpoint(package.Id).Registry.Host is var host && (host == PyPi || host.EndsWith("." + PyPi, StringComparison.OrdinalIgnoreCase));

    private bool IsMember(DeclaredRequirement requirement) => package.Dependencies.Any(d => d.Id.Name == requirement.Name && d.Source == DependencySource.Workspace);

    private bool IsOwnDistribution(RelativePath file) =>
        (DistributionFile.IsWheel(file.Value) || DistributionFile.IsSource(file.Value)) && DistributionName.Normalize(file.FileName).StartsWith(package.Name + "-", StringComparison.Ordinal);

    private Diagnostic Refused(TomlValue at, string message) => ManifestCheckCodes.Refused.At(manifest.Source.Locate(at.Span), message);
}
