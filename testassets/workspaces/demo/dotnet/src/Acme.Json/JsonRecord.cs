namespace Acme.Json;

public sealed record JsonRecord(string Name) : IRecord;
