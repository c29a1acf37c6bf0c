using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>How every run of the <c>dotnet</c> client is set up: in English, without greetings or telemetry.</summary>
internal static class DotNetCommand
{
    /// <summary>The executable's name.</summary>
    public const string Name = "dotnet";

    private const int ShownLines = 30;

    private static readonly ImmutableDictionary<string, string?> Quiet = ImmutableDictionary.CreateRange<string, string?>(
        [
            KeyValuePair.Create("DOTNET_NOLOGO", (string?)"1"),
            KeyValuePair.Create("DOTNET_CLI_TELEMETRY_OPTOUT", (string?)"1"),
            KeyValuePair.Create("DOTNET_SKIP_FIRST_TIME_EXPERIENCE", (string?)"1"),
            KeyValuePair.Create("DOTNET_GENERATE_ASPNET_CERTIFICATE", (string?)"false"),
            KeyValuePair.Create("DOTNET_CLI_UI_LANGUAGE", (string?)"en"),
            KeyValuePair.Create("NUGET_CLI_LANGUAGE", (string?)"en"),
        ]);

    /// <summary>A request to run <c>dotnet</c>; every exit code is an answer, so that the caller can say what failed.</summary>
    public static ProcessRequest Create(string workingDirectory, string? transcript, params ImmutableArray<string> arguments) => new()
    {
        FileName = Name,
        Arguments = arguments,
        WorkingDirectory = workingDirectory,
        Environment = Quiet,
        ExpectedExitCodes = [.. Enumerable.Range(1, 255), -1],
        TranscriptPath = transcript,
    };

    /// <summary>The request with further variables.</summary>
    public static ProcessRequest With(this ProcessRequest request, params ReadOnlySpan<(string Name, string? Value)> variables)
    {
        var environment = Quiet.ToBuilder();
        environment.AddRange(request.Environment.Where(pair => !environment.ContainsKey(pair.Key)));
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return request with { Environment = environment.ToImmutable() };
    }

    /// <summary>The request with a credential in one of the child's variables.</summary>
    public static ProcessRequest WithSecret(this ProcessRequest request, string variable, Secret secret) =>
        request with { Secrets = ImmutableDictionary<string, Secret>.Empty.Add(variable, secret) };

    /// <summary>What to show of a failed run: its errors where it names some, otherwise the end of its output.</summary>
    public static string Failure(ProcessResult result)
    {
        var lines = $"{result.Output}\n{result.Error}".Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var errors = lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("0 Error", StringComparison.Ordinal)).Distinct().ToArray();
        return string.Join(Environment.NewLine, (errors.Length > 0 ? errors : lines).TakeLast(ShownLines));
    }
}
