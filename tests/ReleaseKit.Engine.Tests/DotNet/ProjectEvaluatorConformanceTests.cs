using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

/// <summary>The evaluator against MSBuild itself, over every shape.</summary>
public sealed class ProjectEvaluatorConformanceTests
{
    /// <summary>The SDK's own reference for .NET Standard, which no workspace declares.</summary>
    private const string ImplicitPackage = "NETStandard.Library";

    [Fact]
    public void EveryShapeEvaluatesAsMSBuildEvaluatesIt()
    {
        using var scratch = new ScratchDirectory();
        var listing = Write(scratch);
        var evaluator = new ProjectEvaluator(new WorkspaceFileSystem(scratch.Path), listing, Environment.GetEnvironmentVariable);
        var projects = listing.Where(path => path.Value.EndsWith("proj", StringComparison.Ordinal)).ToArray();
        var asked = projects
            .SelectMany(path => FrameworksOf(path).Select(framework => (path.Value, (string?)framework)).Prepend((path.Value, null)))
            .ToArray();

        var answers = MSBuildProbe.Run(scratch, asked);

        var differences = new List<string>();
        foreach (var path in projects)
        {
            var project = evaluator.Evaluate(path);
            var real = asked.Zip(answers).Where(pair => pair.First.Item1 == path.Value).Select(pair => pair.Second).ToArray();
            Compare(path.Value, "doubt", "", project.Doubt ?? "", differences);
            Compare(path.Value, "properties", real[0][0], Properties(project), differences);
            Compare(path.Value, "references", Lines(real, "R:"), References(project, scratch), differences);
            Compare(path.Value, "packages", Lines(real, "P:", ImplicitPackage), Packages(project), differences);
            Compare(path.Value, "central versions", Lines(real, "V:"), Versions(evaluator.EvaluateCentralVersions(project)), differences);
        }

        differences.ShouldBeEmpty();
    }

    private static ImmutableArray<RelativePath> Write(ScratchDirectory scratch)
    {
        var files = Shapes.Files.Concat(Shapes.Expressions.Select((text, i) => KeyValuePair.Create(Shapes.ExpressionPath(i), Shapes.Project(text)))).ToArray();
        foreach (var (path, text) in files)
        {
            scratch.Write(path, text);
        }

        return [.. files.Select(file => RelativePath.Parse(file.Key)).Order()];
    }

    private static string[] FrameworksOf(RelativePath path) => path.Value.StartsWith("multi/", StringComparison.Ordinal) ? ["net10.0", "netstandard2.0"] : [];

    private static void Compare(string path, string what, string expected, string actual, List<string> differences)
    {
        if (expected != actual)
        {
            differences.Add($"{path}: {what}{Environment.NewLine}  MSBuild: {expected}{Environment.NewLine}  product: {actual}");
        }
    }

    private static string Properties(EvaluatedProject project) => string.Join(
        '|',
        new[] { "PackageId", "Version", "PackageVersion", "IsPackable", "AssemblyName", "OutputType", "PackAsTool" }.Select(name => $"{name}={project[name].Value}"));

    private static string Lines(string[][] answers, string prefix, string except = "\0") => Sorted(answers
        .SelectMany(lines => lines)
        .Where(line => line.StartsWith(prefix, StringComparison.Ordinal) && !line.Contains(except, StringComparison.Ordinal))
        .Select(line => line[prefix.Length..]));

    private static string References(EvaluatedProject project, ScratchDirectory scratch) => Sorted(project.ProjectReferences.Select(item =>
        $"{Path.GetFullPath(Path.Combine(scratch.Path, project.Path.Parent.Value, item.Include.Replace('\\', '/')))}|{item.Value("PrivateAssets")}|{item.Value("ReferenceOutputAssembly")}"));

    /// <summary>NuGet turns global references into private ones without a version of their own.</summary>
    private static string Packages(EvaluatedProject project) => Sorted(project.PackageReferences.Select(item => item.Type == "GlobalPackageReference"
        ? $"{item.Include}|All|"
        : $"{item.Include}|{item.Value("PrivateAssets")}|{item.Value("Version")}"));

    private static string Versions(IEnumerable<EvaluatedItem> versions) => Sorted(versions.Select(item => $"{item.Include}|{item.Value("Version")}"));

    private static string Sorted(IEnumerable<string> lines) => string.Join(" ; ", lines.Distinct().Order(StringComparer.Ordinal));
}
