using System.Diagnostics;
using System.Text;

namespace ReleaseKit.Testing;

/// <summary>Runs a program for a test and keeps all it said.</summary>
public static class CommandLine
{
    /// <summary>Runs to the end. Standard error and standard output are mixed, in the order they came, in <see cref="CommandResult.Output"/>.</summary>
    public static CommandResult Run(string directory, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var process = Start(directory, program, arguments, environment);
        var output = new StringBuilder();
        var standard = new StringBuilder();
        process.OutputDataReceived += (_, line) =>
        {
            Append(output, line.Data);
            Append(standard, line.Data);
        };
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.ToString(), standard.ToString());
    }

    /// <summary>Starts without waiting; both outputs are redirected and standard input is closed.</summary>
    public static Process Start(string directory, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDUSESERVER"] = "0";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.Append(line).Append('\n');
            }
        }
    }
}

/// <summary>What a program answered.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">Everything it wrote.</param>
/// <param name="StandardOutput">What it wrote to standard output alone.</param>
public sealed record CommandResult(int ExitCode, string Output, string StandardOutput);
