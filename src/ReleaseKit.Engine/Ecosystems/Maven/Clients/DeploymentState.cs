using System.Text.Json;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>How far a deployment to Maven Central is.</summary>
/// <param name="Name">PENDING, VALIDATING, VALIDATED, PUBLISHING, PUBLISHED or FAILED.</param>
/// <param name="Errors">Why it failed, on one line.</param>
internal sealed record DeploymentState(string Name, string Errors)
{
    /// <summary>Whether nothing can be wrong with it any more: it is validated, and on its way.</summary>
    public bool IsAccepted => Name is "PUBLISHING" or "PUBLISHED";

    /// <summary>Whether it is worth waiting for.</summary>
    public bool IsAlive => Name is "PENDING" or "VALIDATING" or "VALIDATED" || IsAccepted;

    /// <summary>Reads the portal's answer.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="KeyNotFoundException">It names no state.</exception>
    /// <exception cref="InvalidOperationException">Something has another type.</exception>
    public static DeploymentState Parse(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        var name = document.RootElement.GetProperty("deploymentState").GetString() ?? "";
        var errors = document.RootElement.TryGetProperty("errors", out var found) ? string.Join("; ", Texts(found)) : "";
        return new DeploymentState(name, errors.Length > 0 ? DisplayText.Line(errors) : $"its state is {DisplayText.Line(name)}");
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value).Select(text => $"{p.Name}: {text}")),
        _ => [],
    };
}
