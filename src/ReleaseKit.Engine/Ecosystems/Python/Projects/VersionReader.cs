using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Finds out where a project's version is written, without running any of the project's code.</summary>
internal sealed class VersionReader(IFileSystem files, IVersionScheme versions)
{
    /// <summary>Hatch's own pattern, <c>hatchling/version/core.py</c>, with the annotation that later releases accept.</summary>
    private const string HatchDefault = """(?i)^(__version__|VERSION)(?: ?\: ?str)? *= *(['"])v?(?P<version>.+?)\2""";

    /// <summary>What a project without any tag is released as.</summary>
    private const string FirstVersion = "0.1.0";

    public VersionDeclaration Read(PyProject manifest)
    {
        if (manifest.StringOf(manifest.Project, "version") is { } written)
        {
            return Literal(manifest, written);
        }

        // Poetry keeps its own version, whether or not there is a [project] that calls it dynamic.
        if (manifest.StringOf(manifest.Poetry, "version") is { } poetry)
        {
            return manifest.Tool?["poetry-dynamic-versioning"] is null
                ? Literal(manifest, poetry)
                : Tagged(manifest.Path);
        }

        return manifest.StringsOf(manifest.Project, "dynamic").Any(item => item.Value == "version")
            ? ReadDynamic(manifest)
            : new VersionDeclaration(null, manifest.Path, null, "it declares no version");
    }

    private VersionDeclaration ReadDynamic(PyProject manifest)
    {
        var backend = manifest.StringOf(manifest.TableOf(manifest.Root, "build-system"), "build-backend")?.Value ?? "";
        if (manifest.TableOf(manifest.TableOf(manifest.Tool, "hatch"), "version") is { } hatch && Is(backend, "hatchling"))
        {
            return ReadHatch(manifest, hatch);
        }

        var setuptools = manifest.TableOf(manifest.Tool, "setuptools");
        if (manifest.TableOf(manifest.TableOf(setuptools, "dynamic"), "version") is { } version && Is(backend, "setuptools"))
        {
            return ReadSetuptools(manifest, setuptools!, version);
        }

        if (manifest.Tool?["setuptools_scm"] is not null || Requires(manifest, "setuptools-scm") || Requires(manifest, "poetry-dynamic-versioning") ||
            manifest.StringOf(manifest.TableOf(manifest.TableOf(manifest.Tool, "pdm"), "version"), "source")?.Value == "scm")
        {
            return Tagged(manifest.Path);
        }

        return backend.StartsWith("flit", StringComparison.Ordinal) ? ReadFlit(manifest) : NotSupported(manifest, manifest switch
        {
            _ when backend.StartsWith("pdm", StringComparison.Ordinal) => "PDM's version source",
            _ when backend.StartsWith("poetry", StringComparison.Ordinal) => "Poetry's dynamic version",
            _ when backend.StartsWith("setuptools", StringComparison.Ordinal) || backend.Length == 0 => "setup.py or setup.cfg",
            _ => $"the build backend '{backend}'",
        });
    }

    private VersionDeclaration ReadHatch(PyProject manifest, TomlTable hatch)
    {
        var source = manifest.StringOf(hatch, "source")?.Value ?? "regex";
        if (source is "vcs" or "uv-dynamic-versioning")
        {
            return Tagged(manifest.Path);
        }

        if (source != "regex")
        {
            return NotSupported(manifest, $"Hatch's version source '{source}'");
        }

        if (manifest.StringOf(hatch, "path") is not { } path)
        {
            manifest.Report(hatch, $"{manifest.Path}: [tool.hatch.version] needs 'path', the file that holds the version.");
            return Nothing(manifest);
        }

        if (ReadFile(manifest, path) is not { } file)
        {
            return Nothing(manifest);
        }

        var pattern = manifest.StringOf(hatch, "pattern");
        try
        {
            var (expression, group) = PythonPattern.Compile(pattern is null || pattern.Value.Length == 0 ? HatchDefault : pattern.Value);
            return At(manifest, (TomlValue?)pattern ?? path, file, VersionText.Match(file, expression, group));
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            var why = exception is RegexMatchTimeoutException ? "it does not come to an end within a second" : exception.Message;
            manifest.Report(pattern!, $"{manifest.Path}: the pattern cannot be used, {why}; write one that Python's re and .NET both understand.");
            return Nothing(manifest);
        }
    }

    private VersionDeclaration ReadSetuptools(PyProject manifest, TomlTable setuptools, TomlTable version)
    {
        if (version["file"] is { } named)
        {
            var names = named is TomlString one ? [one] : manifest.StringsOf(version, "file").ToArray();
            return names.Length != 1
                ? NotSupported(manifest, $"{names.Length} files in [tool.setuptools.dynamic]")
                : ReadFile(manifest, names[0]) is { } text
                    ? At(manifest, names[0], text, VersionText.Whole(text))
                    : Nothing(manifest);
        }

        if (manifest.StringOf(version, "attr") is not { } attribute)
        {
            return NotSupported(manifest, "[tool.setuptools.dynamic] without 'attr' or 'file'");
        }

        var dot = attribute.Value.LastIndexOf('.');
        var module = dot > 0 ? SetuptoolsLayout.FindModule(manifest, setuptools, attribute.Value[..dot].Trim(), files) : null;
        if (module is null)
        {
            return NotSupported(manifest, $"the attribute '{attribute.Value}', whose module was not found");
        }

        var file = SourceText.Decode(module.Value.Value, files.Read(module.Value));
        var span = VersionText.MatchAttribute(file, attribute.Value[(dot + 1)..].Trim());
        return span is null ? NotSupported(manifest, $"'{attribute.Value}', which {module} computes") : At(manifest, attribute, file, span);
    }

    /// <summary>Flit takes the version from the module that it packs, a package or a single file, in <c>src</c> or beside the manifest.</summary>
    private VersionDeclaration ReadFlit(PyProject manifest)
    {
        var named = manifest.StringOf(manifest.TableOf(manifest.TableOf(manifest.Tool, "flit"), "module"), "name") ?? manifest.StringOf(manifest.Project, "name");
        var module = named?.Value.Replace('-', '_').Replace('.', '/') ?? "";
        foreach (var path in new[] { $"{module}/__init__.py", $"{module}.py", $"src/{module}/__init__.py", $"src/{module}.py" })
        {
            if (module.Length > 0 && manifest.Directory.TryCombine(path, out var place) && files.FileExists(place))
            {
                var file = SourceText.Decode(place.Value, files.Read(place));
                return VersionText.MatchAttribute(file, "__version__") is { } span ? At(manifest, named!, file, span) : NotSupported(manifest, $"{place}, which does not assign __version__ a text");
            }
        }

        return NotSupported(manifest, "Flit's module, which was not found");
    }

    private SourceText? ReadFile(PyProject manifest, TomlString path)
    {
        if (manifest.Directory.TryCombine(path.Value, out var file) && files.FileExists(file))
        {
            return SourceText.Decode(file.Value, files.Read(file));
        }

        manifest.Report(path, $"{manifest.Path}: the version should be in '{path.Value}', which is not a file of this workspace.");
        return null;
    }

    private VersionDeclaration At(PyProject manifest, TomlValue declared, SourceText file, TextSpan? span)
    {
        if (VersionText.Doubt(file, span) is { } doubt)
        {
            manifest.Report(declared, $"{manifest.Path}: {doubt}");
            return Nothing(manifest);
        }

        return Checked(manifest, file.Text.Substring(span!.Value.Start, span.Value.Length), RelativePath.Parse(file.Path), file.Locate(span.Value), declared);
    }

    private VersionDeclaration Literal(PyProject manifest, TomlString written) =>
        Checked(manifest, written.Value, manifest.Path, manifest.Source.Locate(Inner(written.Span)), written);

    private VersionDeclaration Checked(PyProject manifest, string version, RelativePath file, SourceLocation location, TomlValue declared)
    {
        if (versions.IsValid(version))
        {
            return new VersionDeclaration(version, file, location, null);
        }

        manifest.Report(declared, $"{file}: '{version}' is not a version by PEP 440, such as 1.2.3 or 2.0rc1.");
        return Nothing(manifest);
    }

    public static bool Requires(PyProject manifest, string name) =>
        manifest.StringsOf(manifest.TableOf(manifest.Root, "build-system"), "requires")
            .Any(item => Requirement.TryParse(item.Value, out var requirement, out _) && requirement.Name == name);

    private static bool Is(string backend, string name) => backend.Length == 0 || backend.StartsWith(name, StringComparison.Ordinal);

    private static TextSpan Inner(TextSpan quoted) => new(quoted.Start + 1, Math.Max(quoted.Length - 2, 0));

    /// <summary>No file holds the version: the build asks the version control, or is told by a variable (<see cref="Clients.VersionVariables"/>).</summary>
    public static VersionDeclaration Tagged(RelativePath manifest) => new(FirstVersion, manifest, null, null) { IsTagged = true };

    private static VersionDeclaration NotSupported(PyProject manifest, string from) =>
        new(null, manifest.Path, null, $"its version comes from {from}, which is not supported");

    /// <summary>What is wrong has been reported.</summary>
    private static VersionDeclaration Nothing(PyProject manifest) => new(null, manifest.Path, null, "its version cannot be read");
}
