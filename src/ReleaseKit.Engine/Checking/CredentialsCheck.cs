using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Checking;

/// <summary>
/// Every registry that is uploaded to has a credential at hand, and takes it where it can be asked. Loopback registries need none,
/// nor do those that take nothing themselves.
/// </summary>
public sealed class CredentialsCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "credentials";

    /// <inheritdoc/>
    public string Purpose => "Every registry that is uploaded to has a credential at hand, or the CI service vouches for the run (trusted publishing), and does not refuse it where it can be asked (npm). Tells whose it is, and which registries cannot be asked.";

    /// <inheritdoc/>
    public ImmutableArray<DiagnosticDescriptor> Codes => [CheckCodes.Credentials, RegistryCheckCodes.CredentialRefused];

    /// <inheritdoc/>
    public async Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var registries = context.Packages.GroupBy(p => (p.Id.Ecosystem, p.Endpoint.Registry.AbsoluteUri, Variables: string.Join(" or ", context.TokenVariables(p.Id))))
            .OrderBy(g => g.Key.Ecosystem, StringComparer.Ordinal).ThenBy(g => g.Key.AbsoluteUri, StringComparer.Ordinal).ThenBy(g => g.Key.Variables, StringComparer.Ordinal);
        var judged = await Task.WhenAll(registries.Select(group => JudgeAsync(context, [.. group], group.Key.Variables, cancellationToken)));
        return new CheckFindings([.. judged.Select(j => j.Problem).OfType<Diagnostic>()], string.Join(" ", judged.Select(j => j.Remark).Where(r => r.Length > 0)));
    }

    private static async Task<(Diagnostic? Problem, string Remark)> JudgeAsync(CheckContext context, PackageContext[] packages, string variables, CancellationToken cancellationToken)
    {
        var (ecosystem, endpoint) = (packages[0].Id.Ecosystem, packages[0].Endpoint);
        if (endpoint is { Token: null, Trust: { } choice } && context.Identity.Provider(context.Ecosystems[ecosystem].Trust, choice) is { } provider)
        {
            return context.Ecosystems[ecosystem].Trust.Lacks(packages[0]) is { } lack
                ? (CheckCodes.Credentials.Create($"There is no credential for {endpoint.Registry}, and trusted publishing by {provider} lacks something. {lack}"), "")
                : (null, $"{endpoint.Registry.Host}: trusted publishing by {provider}.");
        }

        if (endpoint.Token is not { } token)
        {
            return endpoint.IsLoopback || variables.Length == 0 ? (null, "") : (CheckCodes.Credentials.Create(
                $"There is no credential for {endpoint.Registry} ({packages.Length} {ecosystem} package{(packages.Length == 1 ? "" : "s")}). " +
                $"Put it into the environment variable {variables}; " +
                "if the client is logged in by itself, set ReleaseSkipChecks=credentials."), "");
        }

        var answer = await context.Accounts.WhoAsync(packages[0], cancellationToken);
        return answer.IsRefused
            ? (RegistryCheckCodes.CredentialRefused.Create($"{endpoint.Registry} refuses the credential in {token.Source}: it is mistyped, expired or revoked. Put a valid one there."), "")
            : (null, answer.Name is { } name ? $"{endpoint.Registry.Host} knows the credential in {token.Source} as {Core.Text.DisplayText.Line(name)}." : $"{endpoint.Registry.Host} cannot be asked whether it takes the credential in {token.Source}.");
    }
}
