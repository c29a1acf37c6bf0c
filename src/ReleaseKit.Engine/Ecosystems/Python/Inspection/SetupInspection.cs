using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Python.Clients;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Ecosystems.Python.Setup;

namespace ReleaseKit.Engine.Ecosystems.Python.Inspection;

/// <summary>What <c>setup.cfg</c> and <c>setup.py</c> say beside name and version.</summary>
internal sealed class SetupInspection(InspectionRequest request, Package package, SetupProject project)
{
    private const string PyPi = "pypi.org";

    public InspectedPackage Run() => new()
    {
        Package = package,
        NamesLicence = project.Has("license", "license_files") || project.Classifiers.Any(c => c.Value.StartsWith("License ::", StringComparison.OrdinalIgnoreCase)),
        Lacks = [.. Lacks()],
        Metadata = [.. Values()],
        Dependencies = [.. project.Requirements(request.Files).Where(r => r.Kind is DependencyKind.Runtime or DependencyKind.Optional).Select(Judge).OfType<Diagnostic>()],
        Leftovers = [.. new[] { package.Directory, package.Directory.Combine("dist"), package.Directory.Combine("build") }.SelectMany(request.In).Where(IsOwnDistribution)],
    };

    private IEnumerable<string> Lacks()
    {
        if (!project.Has("description"))
        {
            yield return "description";
        }

        if (!project.Has("long_description"))
        {
            yield return "readme (long_description)";
        }

        if (!project.Has("url", "project_urls"))
        {
            yield return "addresses (url, project_urls)";
        }

        if (!project.Has("python_requires"))
        {
            yield return "python_requires";
        }
    }

    private IEnumerable<Diagnostic> Values()
    {
        // The build only warns of a readme that is not there, and uploads without one.
        if (project.Config is { } config && config == project.Deciding("long_description") && project.Find("long_description") is { } readme && readme.Value.StartsWith(SetupConfig.FromFile, StringComparison.Ordinal))
        {
            var files = new SetupText("", new TextSpan(readme.Span.Start + SetupConfig.FromFile.Length, readme.Span.Length - SetupConfig.FromFile.Length)).Split(config.Source, ',');
            foreach (var file in files.Where(f => !(package.Directory.TryCombine(f.Value, out var path) && request.Files.FileExists(path))))
            {
                yield return ManifestCheckCodes.Poor.At(
                    config.Source.Locate(file.Span), $"The readme of {package.Name} is '{DisplayText.Line(file.Value)}', which is not there: it is uploaded without. Add the file, or correct its name.");
            }
        }

        if (package.Version?.Contains('+', StringComparison.Ordinal) == true && GoesToPyPi && package.VersionLocation is { } place)
        {
            yield return ManifestCheckCodes.Refused.At(place, $"PyPI takes no local version such as '{DisplayText.Line(package.Version)}'. Remove what follows the '+'.");
        }
    }

    private Diagnostic? Judge(DeclaredRequirement requirement)
    {
        var place = requirement.Source.Locate(requirement.Span);
        return requirement switch
        {
            { Kind: DependencyKind.Runtime } when requirement.Name == package.Name => ManifestCheckCodes.DoubtfulDependency.At(place, $"{package.Name} requires itself. Remove the requirement."),
            { IsDirect: true } when GoesToPyPi => ManifestCheckCodes.Dependency.At(place, $"{package.Name} requires {requirement.Name} from an address, and PyPI takes no such package. Give it a version range."),
            { IsDirect: true } => ManifestCheckCodes.DoubtfulDependency.At(place, $"{package.Name} requires {requirement.Name} from an address: its users fetch it from there. Give it a version range."),
            _ => null,
        };
    }

    private bool GoesToPyPi => request.Endpoint(package.Id).Registry.Host is var host && (host == PyPi || host.EndsWith("." + PyPi, StringComparison.OrdinalIgnoreCase));

    private bool IsOwnDistribution(RelativePath file) =>
        (DistributionFile.IsWheel(file.Value) || DistributionFile.IsSource(file.Value)) && DistributionName.Normalize(file.FileName).StartsWith(package.Name + "-", StringComparison.Ordinal);
}
