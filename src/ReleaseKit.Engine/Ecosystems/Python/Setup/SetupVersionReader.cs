using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>Finds out where the version of a project with <c>setup.cfg</c> or <c>setup.py</c> is written, without running anything.</summary>
internal sealed class SetupVersionReader(IFileSystem files, IVersionScheme versions)
{
    /// <param name="project">The project.</param>
    /// <param name="build">The <c>pyproject.toml</c> beside it, which may say that tags hold the version.</param>
    public VersionDeclaration Read(SetupProject project, PyProject build)
    {
        var manifest = project.Manifest;
        if (project.Deciding("version") is not { } file)
        {
            var isTagged = project.Has("use_scm_version") || build.Tool?["setuptools_scm"] is not null || VersionReader.Requires(build, "setuptools-scm");
            return isTagged ? VersionReader.Tagged(manifest.Path) : new VersionDeclaration(null, manifest.Path, null, "it declares no version");
        }

        if (!file.Values.TryGetValue("version", out var text))
        {
            return file.Computed.TryGetValue("version", out var place)
                ? new VersionDeclaration(
                    null, manifest.Path, null,
                    $"{file.Path}({file.Source.Locate(place).Line}) computes its version, and it is never run; write version=\"1.2.3\" there, or 'version = attr: package.__version__' in {SetupConfig.FileName}")
                : Nothing(manifest);
        }

        return file != project.Config ? Checked(file, file.Source, text) :
            text.Value.StartsWith(SetupConfig.FromFile, StringComparison.Ordinal) ? FromFile(file, text) :
            text.Value.StartsWith(SetupConfig.FromAttribute, StringComparison.Ordinal) ? FromAttribute(file, text) :
            Checked(file, file.Source, text);
    }

    private VersionDeclaration FromFile(SetupFile config, SetupText text)
    {
        var name = text.Value[SetupConfig.FromFile.Length..].Trim();
        if (name.Contains(',', StringComparison.Ordinal))
        {
            return NotSupported(config, "several files");
        }

        if (!config.Path.Parent.TryCombine(name, out var path) || !files.FileExists(path))
        {
            config.Report(text.Span, $"the version should be in '{DisplayText.CutLongWords(name)}', which is not a file of this workspace.");
            return Nothing(config);
        }

        var file = SourceText.Decode(path.Value, files.Read(path));
        return At(config, text, file, VersionText.Whole(file));
    }

    private VersionDeclaration FromAttribute(SetupFile config, SetupText text)
    {
        var attribute = text.Value[SetupConfig.FromAttribute.Length..].Trim();
        var dot = attribute.LastIndexOf('.');
        if (dot <= 0 || SetuptoolsLayout.FindModule(config.Path.Parent, config.PackageDirectories, config.Where, attribute[..dot], files) is not { } module)
        {
            return NotSupported(config, $"the attribute '{DisplayText.Line(attribute)}', whose module was not found");
        }

        var file = SourceText.Decode(module.Value, files.Read(module));
        return VersionText.MatchAttribute(file, attribute[(dot + 1)..]) is { } span
            ? At(config, text, file, span)
            : NotSupported(config, $"'{DisplayText.Line(attribute)}', which {module} computes");
    }

    private VersionDeclaration At(SetupFile config, SetupText declared, SourceText file, TextSpan? span)
    {
        if (VersionText.Doubt(file, span) is { } doubt)
        {
            config.Report(declared.Span, doubt);
            return Nothing(config);
        }

        return Checked(config, file, new SetupText(file.Text.Substring(span!.Value.Start, span.Value.Length), span.Value));
    }

    private VersionDeclaration Checked(SetupFile manifest, SourceText file, SetupText version)
    {
        if (versions.IsValid(version.Value))
        {
            return new VersionDeclaration(version.Value, RelativePath.Parse(file.Path), file.Locate(version.Span), null);
        }

        manifest.Report(
            manifest.Values["version"].Span,
            $"'{version.Shown}' is not a version by PEP 440, such as 1.2.3 or 2.0rc1{(ReferenceEquals(file, manifest.Source) ? "" : $"; '{manifest.Values["version"].Shown}' leads to it")}.");
        return Nothing(manifest);
    }

    private static VersionDeclaration NotSupported(SetupFile manifest, string from) =>
        new(null, manifest.Path, null, $"its version comes from {from}, which is not supported");

    /// <summary>What is wrong has been reported.</summary>
    private static VersionDeclaration Nothing(SetupFile manifest) => new(null, manifest.Path, null, "its version cannot be read");
}
