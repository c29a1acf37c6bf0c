using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Http;

/// <summary>Reads from registries, with their refusals as coded diagnostics.</summary>
public static class RegistryRequests
{
    private const int DownloadAttempts = 3;

    /// <summary>The body at an address, or null when the registry says that there is nothing (404, 410).</summary>
    /// <param name="http">The client of <see cref="RegistryHttp"/>.</param>
    /// <param name="address">The address.</param>
    /// <param name="headers">Adds what the protocol needs, credentials included; null for nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-UNREACHABLE</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    public static async Task<byte[]?> FindAsync(
        this HttpClient http, Uri address, Action<HttpRequestHeaders>? headers, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(http, address, headers, cancellationToken);
            return response is null ? null : await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unreachable(address, e);
        }
    }

    /// <summary>Streams what is at an address into a file, which appears only when it is whole.</summary>
    /// <exception cref="ReleaseException">
    /// As <see cref="FindAsync"/>; <c>RK-REGISTRY-ANSWER</c> also when nothing is there; <c>RK-FILE-UNWRITABLE</c>.
    /// </exception>
    public static async Task DownloadAsync(
        this HttpClient http, Uri address, string destination, Action<HttpRequestHeaders>? headers, CancellationToken cancellationToken)
    {
        var partial = destination + ".part";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await SendAsync(http, address, headers, cancellationToken) ??
                    throw new ReleaseException(RegistryCodes.Answer.Create($"{Show(address)}: the registry lists this file, yet answers that it is not there. Run again later."));
                await using (var body = await response.Content.ReadAsStreamAsync(cancellationToken))
                await using (var file = Create(partial))
                {
                    await body.CopyToAsync(file, cancellationToken);
                }

                File.Move(partial, destination, overwrite: true);
                return;
            }
            catch (Exception e) when (IsTransport(e))
            {
                if (attempt == DownloadAttempts)
                {
                    throw Unreachable(address, e);
                }
            }
            catch (IOException e)
            {
                throw Unwritable(destination, e);
            }
            finally
            {
                if (File.Exists(partial))
                {
                    File.Delete(partial);
                }
            }
        }
    }

    /// <summary>The diagnostic for an answer that is no success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="asked">The address that was asked.</param>
    /// <param name="remedy">What to do about a refusal of the credential: which variable to set. Null for a general hint.</param>
    /// <param name="cancellationToken">Stops reading the answer's text.</param>
    public static async Task<ReleaseException> RefusalAsync(HttpResponseMessage response, Uri asked, string? remedy, CancellationToken cancellationToken)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        var text = await ExcerptAsync(response, cancellationToken);
        return new ReleaseException(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? RegistryCodes.Unauthorized.Create($"{Show(asked)} answers {status}{text}. {remedy ?? "Check the credential for this registry and its rights."}")
            : RegistryCodes.Answer.Create($"{Show(asked)} answers {status}{text}. Check that the address is that of a registry of this ecosystem, and its status page."));
    }

    /// <summary>The diagnostic for a registry that could not be talked to.</summary>
    public static ReleaseException Unreachable(Uri asked, Exception cause) => new(
        RegistryCodes.Unreachable.Create(
            $"{Show(asked)} cannot be reached: {Innermost(cause)}. Check the address, the network and the proxy variables, then run again."),
        cause);

    private static async Task<HttpResponseMessage?> SendAsync(
        HttpClient http, Uri address, Action<HttpRequestHeaders>? headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        headers?.Invoke(request.Headers);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone
                ? null
                : throw await RefusalAsync(response, address, null, cancellationToken);
        }
    }

    private static FileStream Create(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    private static ReleaseException Unwritable(string path, Exception cause) => new(
        FileCodes.Unwritable.Create($"'{path}' cannot be written: {cause.Message} Give this user the right to write there, or make room."), cause);

    /// <summary>Tells a broken connection from a full disk, which are both an <see cref="IOException"/>.</summary>
    private static bool IsTransport(Exception e) =>
        e is HttpRequestException or HttpIOException || (e is IOException && e.InnerException is SocketException);

    private static async Task<string> ExcerptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        const int Longest = 300;
        try
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var text = DisplayText.Line(RequestSecrets.Redactor(response.RequestMessage).Redact(body).ReplaceLineEndings(" ")).Trim();
            return text.Length == 0 || text.StartsWith('<') ? "" : $": {(text.Length > Longest ? $"{text[..Longest]}…" : text)}";
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return "";
        }
    }

    private static string Innermost(Exception exception) => exception.GetBaseException().Message.TrimEnd('.');

    private static string Show(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
