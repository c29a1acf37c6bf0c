using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Checking;

/// <summary>Every registry that is uploaded to has a credential at hand. Loopback registries need none.</summary>
public sealed class CredentialsCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "credentials";

    /// <inheritdoc/>
    public string Purpose => "Every registry that is uploaded to has a credential at hand.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [CheckCodes.Credentials];

    /// <inheritdoc/>
    public Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var problems = context.Packages
            .Where(p => p.Endpoint.Token is null && !p.Endpoint.IsLoopback)
            .GroupBy(p => (p.Id.Ecosystem, p.Endpoint.Registry))
            .Select(group => CheckCodes.Credentials.Create(
                $"There is no credential for {group.Key.Registry} ({group.Count()} {group.Key.Ecosystem} package{(group.Count() == 1 ? "" : "s")}). " +
                $"Put it into the environment variable {string.Join(" or ", context.TokenVariables(group.Key.Ecosystem))}; " +
                "if the client is logged in by itself, set ReleaseSkipChecks=credentials."));
        return Task.FromResult(CheckFindings.Of(problems));
    }
}
