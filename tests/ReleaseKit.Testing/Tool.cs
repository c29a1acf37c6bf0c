using System.Diagnostics;
using Xunit;

namespace ReleaseKit.Testing;

/// <summary>
/// Finds the real clients that a test drives. A test that needs one the machine lacks is skipped by the tool's name;
/// with <c>RELEASEKIT_REQUIRE_TOOLS=1</c> it fails instead, unless <c>RELEASEKIT_ABSENT_TOOLS</c>, names with blanks between them,
/// says that it cannot be had here.
/// </summary>
public static class Tool
{
    /// <summary>The absolute path of an executable on PATH; skips or fails the calling test when there is none.</summary>
    public static string Require(string name)
    {
        var path = Find(name);
        if (path is null)
        {
            Missing(name);
        }

        return path!;
    }

    /// <summary>The absolute path of an executable on PATH, or null.</summary>
    public static string? Find(string name)
    {
        string[] extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => extensions.Select(extension => Path.Combine(folder, name + extension)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>A Python interpreter that can import all of the modules; skips or fails the calling test when there is none.</summary>
    public static string RequirePython(params string[] modules)
    {
        foreach (var candidate in new[] { Find("python3"), "/usr/bin/python3", Find("python") })
        {
            if (candidate is not null && File.Exists(candidate) && CanImport(candidate, modules))
            {
                return candidate;
            }
        }

        Missing($"python3 with {string.Join(", ", modules)}");
        return "";
    }

    private static bool CanImport(string python, string[] modules)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(modules.Length == 0 ? "pass" : "import " + string.Join(", ", modules));
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Skips or fails the calling test for want of something.</summary>
    public static void Missing(string tool)
    {
        var absent = (Environment.GetEnvironmentVariable("RELEASEKIT_ABSENT_TOOLS") ?? "").Split(' ');
        if (Environment.GetEnvironmentVariable("RELEASEKIT_REQUIRE_TOOLS") == "1" && !absent.Contains(tool))
        {
            Assert.Fail($"{tool} is required here (RELEASEKIT_REQUIRE_TOOLS=1) and was not found.");
        }

        Assert.Skip($"needs {tool}");
    }
}
