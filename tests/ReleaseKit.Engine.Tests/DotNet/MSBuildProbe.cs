using System.Diagnostics;
using System.Text;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

/// <summary>Asks the real MSBuild what projects evaluate to: all of them in one process, through a target that every project gets.</summary>
internal static class MSBuildProbe
{
    private const string Targets = """
        <Project>
          <Target Name="Probe">
            <PropertyGroup>
              <ProbeText>PackageId=$(PackageId)|Version=$(Version)|PackageVersion=$(PackageVersion)|IsPackable=$(IsPackable)|AssemblyName=$(AssemblyName)|OutputType=$(OutputType)|PackAsTool=$(PackAsTool)</ProbeText>
            </PropertyGroup>
            <ItemGroup>
              <ProbeLine Include="$([MSBuild]::Escape('$(ProbeText)'))" />
              <ProbeLine Include="R:%(ProjectReference.FullPath)|%(ProjectReference.PrivateAssets)|%(ProjectReference.ReferenceOutputAssembly)" Condition="'@(ProjectReference)' != ''" />
              <ProbeLine Include="P:%(PackageReference.Identity)|%(PackageReference.PrivateAssets)|%(PackageReference.Version)" Condition="'@(PackageReference)' != ''" />
              <ProbeLine Include="V:%(PackageVersion.Identity)|%(PackageVersion.Version)" Condition="'@(PackageVersion)' != ''" />
            </ItemGroup>
            <WriteLinesToFile File="$(ProbeFile)" Lines="@(ProbeLine)" Overwrite="true" />
          </Target>
        </Project>
        """;

    /// <summary>The lines the probe wrote for each project and framework (null for the outer build), in the order asked.</summary>
    public static IReadOnlyList<string[]> Run(ScratchDirectory scratch, IReadOnlyList<(string Project, string? Framework)> projects)
    {
        var targets = scratch.Write("probe-out/probe.targets", Targets);
        var text = new StringBuilder("<Project><ItemGroup>\n");
        for (var i = 0; i < projects.Count; i++)
        {
            var framework = projects[i].Framework is { } name ? $";TargetFramework={name}" : "";
            text.Append($"<Probed Include=\"{System.Security.SecurityElement.Escape(Escape(scratch.File(projects[i].Project)))}\" AdditionalProperties=\"ProbeFile={scratch.File("probe-out", $"{i}.txt")}{framework}\" />\n");
        }

        text.Append("</ItemGroup><Target Name=\"All\"><MSBuild Projects=\"@(Probed)\" Targets=\"Probe\" ");
        text.Append($"Properties=\"Configuration=Release;ContinuousIntegrationBuild=true;CustomAfterMicrosoftCommonTargets={targets};CustomAfterMicrosoftCommonCrossTargetingTargets={targets}\" /></Target></Project>");
        var driver = scratch.Write("probe-out/all.proj", text.ToString());
        RunMSBuild(scratch, driver);
        return [.. Enumerable.Range(0, projects.Count).Select(i => File.ReadAllLines(scratch.File("probe-out", $"{i}.txt")))];
    }

    private static void RunMSBuild(ScratchDirectory scratch, string driver)
    {
        var start = new ProcessStartInfo(Tool.Require("dotnet")) { WorkingDirectory = scratch.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "msbuild", driver, "-nologo", "-t:All", "-m:1", "-nodeReuse:false", "-v:m" })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDUSESERVER"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output.Result + error);
    }

    private static string Escape(string path) => path.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3b", StringComparison.Ordinal);
}
