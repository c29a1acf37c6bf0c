using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>
/// The upload interface of Maven Central (central.sonatype.org/publish/publish-portal-api): one bundle holds a version, is
/// validated as a whole and then published as a whole. The id of a deployment is kept, so that a run that is repeated waits for
/// the same one instead of sending a second.
/// </summary>
internal sealed class CentralPortal(HttpClient http, RepositoryCredential credential, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Where it is.</summary>
    public static Uri Address { get; } = new("https://central.sonatype.com/api/v1/publisher/");

    /// <summary>Whether an upload address is that of a portal, rather than that of a repository.</summary>
    public static bool IsPortal(Uri registry) => registry.AbsolutePath.TrimEnd('/').EndsWith("/api/v1/publisher", StringComparison.Ordinal);

    /// <summary>Uploads a version and waits until it is accepted; it is seen in the repository minutes later.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-PUBLISH-TRANSIENT</c>, <c>RK-PUBLISH-FAILED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    public async Task UploadAsync(PackageContext package, MavenCoordinate coordinate, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        if (credential.PairOf(package) is null)
        {
            throw new ReleaseException(RegistryCodes.Unauthorized.Create(
                $"{package.Id} {package.Version} cannot be uploaded to Maven Central without a user token. Make one at https://central.sonatype.com/account and set MAVEN_USERNAME and MAVEN_PASSWORD to its two halves."));
        }

        var note = new DeploymentNote(package, artifacts);
        var id = await note.ReadAsync(cancellationToken);
        if (id is null || await StateAsync(package, id, cancellationToken) is not { IsAlive: true })
        {
            id = await SendAsync(package, coordinate, artifacts, cancellationToken);
            await note.WriteAsync(id, cancellationToken);
        }

        while (await StateAsync(package, id, cancellationToken) is var state && !state.IsAccepted)
        {
            if (!state.IsAlive)
            {
                note.Forget();
                throw new ReleaseException(PublishCodes.Failed.Create(
                    $"Maven Central does not accept {package.Id} {package.Version}: {state.Errors}. Mend that, drop the deployment at https://central.sonatype.com/publishing/deployments, and run again."));
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<string> SendAsync(PackageContext package, MavenCoordinate coordinate, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var bundle = Path.Combine(package.ScratchDirectory, "central-bundle.zip");
        CentralBundle.Write(bundle, coordinate, artifacts);
        using var form = new MultipartFormDataContent();
        using var content = new StreamContent(File.OpenRead(bundle));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "bundle", "bundle.zip");
        var id = (await PostAsync(package, $"upload?publishingType=AUTOMATIC&name={Uri.EscapeDataString($"{package.Id.Name}:{package.Version}")}", form, cancellationToken)).Trim();
        return Guid.TryParse(id, out _) ? id : throw Unusable(package, $"no deployment's id but '{DisplayText.Line(id)}'");
    }

    private async Task<DeploymentState> StateAsync(PackageContext package, string id, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(package, $"status?id={Uri.EscapeDataString(id)}", null, cancellationToken);
        try
        {
            return DeploymentState.Parse(answer);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Unusable(package, e.Message);
        }
    }

    private async Task<string> PostAsync(PackageContext package, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        var address = new Uri($"{package.Endpoint.Registry.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Convert.ToBase64String(Encoding.UTF8.GetBytes(credential.PairOf(package)!)));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadAsStringAsync(cancellationToken);
            }

            throw new WriteAnswer(response.StatusCode).IsTransient
                ? Transient(package, $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd(), response.Headers.RetryAfter?.ToString())
                : await RegistryRequests.RefusalAsync(response, address, $"Put a valid user token of Maven Central into {package.Endpoint.Token!.Source}.", cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Transient(package, DisplayText.Line(e.GetBaseException().Message), null);
        }
    }

    private static ReleaseException Transient(PackageContext package, string why, string? patience) => new(PublishCodes.Transient.Create(
        $"{package.Id} {package.Version} could not be uploaded to {package.Endpoint.Registry}: {why}. That is likely to pass.{(patience is null ? "" : $" Retry-After: {patience}.")} Run again: a deployment that was begun is gone on with."));

    private static ReleaseException Unusable(PackageContext package, string why) =>
        new(RegistryCodes.Answer.Create($"{package.Endpoint.Registry} does not answer as the portal of Maven Central does: {why}. Check the address."));
}
