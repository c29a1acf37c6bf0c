namespace ReleaseKit.Testing.Forges;

/// <summary>A request that was sent to a forge, and what came back.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The address.</param>
/// <param name="ContentType">The type of the body; null when there is none.</param>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="Status">The answer's status; 0 when the connection was cut.</param>
/// <param name="Answer">The answer's body.</param>
public sealed record RecordedRequest(string Method, Uri Address, string? ContentType, byte[] Body, int Status, byte[] Answer);
