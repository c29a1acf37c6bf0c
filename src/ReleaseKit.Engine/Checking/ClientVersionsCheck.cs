using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Checking;

/// <summary>Clients are not older than what is known to work; tells which ones there are.</summary>
public sealed partial class ClientVersionsCheck : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly ImmutableArray<int> AnyExitCode = [.. Enumerable.Range(1, 255)];

    /// <inheritdoc/>
    public string Name => "client-versions";

    /// <inheritdoc/>
    public string Purpose => "No client is older than the versions that are known to work. Tells which ones were found.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [RepositoryCheckCodes.OldClient];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        // One package of an ecosystem speaks for all but those with a client of their own.
        var clients = context.Packages.SelectMany(p => context.Ecosystems[p.Id.Ecosystem].Packager.Clients(p)).Prepend(context.Git.Client).DistinctBy(c => c.Name, StringComparer.Ordinal)
            .Where(c => context.Processes.Find(c.Name) is not null).ToArray();
        var versions = await Task.WhenAll(clients.Select(c => AskAsync(context, c, cancellationToken)));
        var found = clients.Zip(versions).ToArray();
        return new CheckFindings(
            [.. found.Where(f => IsOld(f.First, f.Second)).Select(f => RepositoryCheckCodes.OldClient.Create(
                $"{f.First.Name} is {f.Second}; releases are known to work from {f.First.Oldest} on. Update it."))],
            string.Join(", ", found.Select(f => f.Second is null ? $"{f.First.Name} (tells no version)" : $"{f.First.Name} {f.Second}")));
    }

    private static bool IsOld(RequiredClient client, string? version) =>
        client.Oldest is { } oldest && System.Version.TryParse(version, out var found) && found < System.Version.Parse(oldest);

    private static async Task<string?> AskAsync(CheckContext context, RequiredClient client, CancellationToken cancellationToken)
    {
        try
        {
            var result = await context.Processes.RunAsync(
                new ProcessRequest
                {
                    FileName = client.Name,
                    Arguments = client.Arguments,
                    WorkingDirectory = context.Files.Root,
                    Timeout = Patience,
                    ExpectedExitCodes = AnyExitCode,
                },
                cancellationToken);
            return VersionText().Match(result.Output + "\n" + result.Error) is { Success: true } match ? match.Value : null;
        }
        catch (ReleaseException)
        {
            // One that cannot even say its version is told by the step that needs it.
            return null;
        }
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)*")]
    private static partial Regex VersionText();
}
