using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>
/// What the .NET SDK does before and after a project's own text, as far as it matters to a package: where the
/// <c>Directory.*</c> files come in, and which defaults apply.
/// </summary>
/// <param name="context">The project's evaluation.</param>
/// <param name="restored">What the referenced packages make of the project after a restore.</param>
/// <param name="import">Imports a file of the workspace.</param>
internal sealed class SdkModel(EvaluationContext context, RestoredMarks restored, Action<RelativePath> import)
{
    /// <summary>SDKs that add nothing that matters here to <c>Microsoft.NET.Sdk</c>.</summary>
    private static readonly ImmutableHashSet<string> Plain = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Microsoft.NET.Sdk", "FSharp.NET.Sdk", "Microsoft.NET.Sdk.Razor", "Microsoft.NET.Sdk.WindowsDesktop", "Microsoft.NET.Sdk.BlazorWebAssembly",
        "Microsoft.NET.Sdk.StaticWebAssets", "Microsoft.NET.Sdk.Publish");

    /// <summary>SDKs of programs that are deployed rather than packed.</summary>
    private static readonly ImmutableHashSet<string> NotPackable = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "Microsoft.NET.Sdk.Web", "Microsoft.NET.Sdk.Worker", "Microsoft.NET.Sdk.Web.ProjectSystem",
        "Aspire.AppHost.Sdk");

    /// <summary>Properties through which a project imports further files at places that are not modelled.</summary>
    private static readonly string[] Hooks =
    [
        "AfterMicrosoftNetSdkProps", "AfterMicrosoftNETSdkTargets", "AfterTargetFrameworkInferenceTargets", "AlternateCommonProps",
        "BeforeMicrosoftNETSdkTargets", "BeforeTargetFrameworkInferenceTargets", "CustomAfterDirectoryBuildProps", "CustomAfterDirectoryBuildTargets",
        "CustomAfterMicrosoftCommonProps", "CustomAfterMicrosoftCommonTargets", "CustomBeforeDirectoryBuildProps", "CustomBeforeDirectoryBuildTargets",
        "CustomBeforeMicrosoftCommonProps", "CustomBeforeMicrosoftCommonTargets", "LanguageTargets", "NuGetPropsFile",
    ];

    private bool _propsDone;
    private bool _targetsDone;

    /// <summary>Whether an SDK was used.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Whether an SDK only gives package references their versions, which the workspace's own files hold.</summary>
    public static bool GivesVersionsOnly(string name) => name.Split('/')[0].Equals("Microsoft.Build.CentralPackageVersions", StringComparison.OrdinalIgnoreCase);

    /// <summary>The SDKs that a file names in its root or in <c>Sdk</c> elements, without their versions.</summary>
    public static IReadOnlyList<string> NamesOf(XmlElementSyntax root)
    {
        var named = (root.Attribute("Sdk")?.Value ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var elements = root.ElementsNamed("Sdk").Select(element => element.Attribute("Name")?.Value ?? "");
        return [.. named.Select(WithoutVersion), .. elements];
    }

    /// <summary>Whether an import's path is a part of MSBuild that older projects import themselves.</summary>
    public static bool IsPartOfMSBuild(string project) =>
        project.StartsWith("$(MSBuild", StringComparison.OrdinalIgnoreCase) &&
        ProjectFiles.Slashes(project).Split('/')[^1] is var file &&
        file.StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase) &&
        (project.StartsWith("$(MSBuildToolsPath)", StringComparison.OrdinalIgnoreCase) ||
         project.StartsWith("$(MSBuildBinPath)", StringComparison.OrdinalIgnoreCase) ||
         project.StartsWith("$(MSBuildExtensionsPath", StringComparison.OrdinalIgnoreCase));

    /// <summary>What comes before the project's text.</summary>
    public void Props(string sdk, ref Doubt doubt)
    {
        IsUsed = true;
        if (!_propsDone)
        {
            _propsDone = true;
            context.Properties.Set("UsingMicrosoftNETSdk", "true");
            context.Properties.Set("UsingNETSdkDefaults", "true");
            ImportNearest("Directory.Build.props", "ImportDirectoryBuildProps", "DirectoryBuildPropsPath", "_DirectoryBuildPropsFile", ref doubt);
            if (restored.IsTestProject)
            {
                context.Properties.Set("IsTestProject", "true");
            }

            ImportNearest("Directory.Packages.props", "ImportDirectoryPackagesProps", "DirectoryPackagesPropsPath", "_DirectoryPackagesPropsFile", ref doubt);
            SetDefaults(NotPackable.Contains(sdk) ? "Exe" : "Library");
        }

        if (NotPackable.Contains(sdk))
        {
            context.Properties.Default("IsPackable", "false");
        }
        else if (sdk.Equals("MSTest.Sdk", StringComparison.OrdinalIgnoreCase))
        {
            context.Properties.Default("IsTestProject", "true");
        }
        else if (!Plain.Contains(sdk))
        {
            doubt.Note($"the SDK {sdk}");
        }
    }

    /// <summary>What comes after the project's text.</summary>
    public void Targets(string sdk, ref Doubt doubt)
    {
        if (_targetsDone || !IsUsed)
        {
            return;
        }

        _targetsDone = true;
        SetVersion();
        InferTargetFramework();
        if (restored.IsTestProgram)
        {
            context.Properties.Default("IsTestingPlatformApplication", "true");
        }

        ImportNearest("Directory.Build.targets", "ImportDirectoryBuildTargets", "DirectoryBuildTargetsPath", "_DirectoryBuildTargetsFile", ref doubt);
        Repeat("PackageId", "AssemblyName");
        Repeat("PackageVersion", "Version");
        var isTest = context.Properties.Find("IsTestProject") is { } test && IsTrue(test.Value);
        var isTestProgram = context.Properties.Find("IsTestingPlatformApplication") is { } program && IsTrue(program.Value);
        context.Properties.Default("IsPackable", isTest || isTestProgram ? "false" : "true");
    }

    /// <summary>An explicit import of <c>Sdk.props</c> or <c>Sdk.targets</c>.</summary>
    public void Explicit(string sdk, string file, ref Doubt doubt)
    {
        var name = WithoutVersion(sdk);
        if (file.Equals("Sdk.props", StringComparison.OrdinalIgnoreCase))
        {
            Props(name, ref doubt);
        }
        else if (file.Equals("Sdk.targets", StringComparison.OrdinalIgnoreCase))
        {
            Targets(name, ref doubt);
        }
        else
        {
            doubt.Note($"the import of '{file}' of the SDK {sdk}");
        }
    }

    /// <summary>Notes a doubt when a project uses one of the SDK's places for further imports.</summary>
    public void NoteHooks(ref Doubt doubt)
    {
        foreach (var hook in Hooks)
        {
            if (IsUsed && context.Properties.Find(hook) is { Value.Length: > 0 } set)
            {
                doubt.Note($"the import through $({hook}), '{set.Value}'");
            }
        }
    }

    private void SetDefaults(string outputType)
    {
        context.Properties.Default("Configurations", "Debug;Release");
        context.Properties.Default("Platforms", "AnyCPU");
        context.Properties.Default("Configuration", "Debug");
        context.Properties.Default("Platform", "AnyCPU");
        context.Properties.Default("PackRelease", "true");
        context.Properties.Default("OutputType", outputType);
        context.Properties.Default("AssemblyName", context.Properties.Value("MSBuildProjectName"));
        context.Properties.Default("RootNamespace", context.Properties.Value("MSBuildProjectName").Replace(' ', '_'));
        context.Properties.Default("Deterministic", "true");
    }

    private void SetVersion()
    {
        var properties = context.Properties;
        if (properties.Find("Version") is { } version && (version.Value.Length > 0 || version.Doubt is not null))
        {
            return;
        }

        properties.Default("VersionPrefix", "1.0.0");
        var prefix = properties.Find("VersionPrefix")!;
        var suffix = properties.Find("VersionSuffix");
        properties.Set(suffix is null or { Value.Length: 0, Doubt: null }
            ? prefix with { Name = "Version" }
            : new EvaluatedProperty(
                "Version", $"{prefix.Value}-{suffix.Value}", prefix.Origin, suffix.Origin, prefix.Location ?? suffix.Location, prefix.Doubt ?? suffix.Doubt));
    }

    private void InferTargetFramework()
    {
        var framework = context.Properties.Value("TargetFramework");
        if (TargetFrameworkName.TryParse(framework) is { } name)
        {
            context.Properties.Default("TargetFrameworkIdentifier", name.Identifier);
            context.Properties.Default("TargetFrameworkVersion", "v" + name.VersionText);
            context.Properties.Default("TargetPlatformIdentifier", name.Platform == "windows" ? "Windows" : name.Platform);
        }
    }

    private void Repeat(string name, string source)
    {
        var current = context.Properties.Find(name);
        if (current is null or { Value.Length: 0 })
        {
            var repeated = context.Properties.Find(source) ?? new EvaluatedProperty(source, "");
            context.Properties.Set(repeated with { Name = name, Doubt = current?.Doubt ?? repeated.Doubt });
        }
    }

    private void ImportNearest(string file, string switchName, string pathName, string fileName, ref Doubt doubt)
    {
        context.Properties.Default(switchName, "true");
        if (!IsTrue(context.Properties.Value(switchName, ref doubt)))
        {
            return;
        }

        var name = context.Properties.Value(fileName, ref doubt) is { Length: > 0 } other ? Escaping.Unescape(other) : file;
        var path = Escaping.Unescape(context.Properties.Value(pathName, ref doubt));
        var found = path.Length > 0
            ? context.Files.ToRelative(EvaluationContext.Resolve(path, context.ProjectFolder))
            : context.Files.FindAbove(context.Project.Parent, name)?.Combine(name);
        if (found is { } existing && context.Files.FileExists(existing))
        {
            context.Properties.Set(pathName, Escaping.Escape(context.Files.ToAbsolute(existing)));
            import(existing);
        }
        else if (path.Length > 0 && found is null)
        {
            doubt.Note($"the import of '{path}', which lies outside the workspace");
        }
    }

    private static bool IsTrue(string value) => value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);

    private static string WithoutVersion(string sdk) => sdk.Split('/', 2)[0].Trim();
}
